package dev.weft.compiler.analyse;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.Jumps;
import dev.weft.compiler.code.TryRanges;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.LimitExceededException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * What a method opens, and on some path neither closes nor hands over: to a call, a field, an array, a lambda or its caller.
 *
 * <p>All paths from the call that opens it are followed, those of exceptions too, up to where it is closed or handed over. One
 * that leaves the method before has left it open.
 */
public final class LeftOpen {

    /** A permit is closed, or marked as one that another task closes. */
    private static final Set<String> CLOSING = Set.of(RuntimeAbi.CLOSE, RuntimeAbi.CLOSE_ASYNC, "handOn");

    private static final Set<String> HARMLESS =
            Set.of("java/lang/Throwable.addSuppressed", "java/lang/Object.getClass");

    private final MethodNode method;
    private final Frame<SourceValue>[] frames;

    private LeftOpen(String owner, MethodNode method) {
        this.method = method;
        try {
            frames = new Analyzer<>(new CopiedSources()).analyze(owner, method);
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException("the class file is not valid: " + e.getMessage(), e);
        }
    }

    /**
     * Returns those of the calls whose result may be left open.
     *
     * @param owner the class that declares the method
     * @param opening calls of the method
     */
    public static List<MethodInsnNode> of(String owner, MethodNode method, List<MethodInsnNode> opening) {
        if (opening.isEmpty()) {
            return List.of();
        }
        try {
            var left = new LeftOpen(owner, method);
            return opening.stream().filter(left::isLeft).toList();
        } catch (LimitExceededException tooLong) {
            return List.of(); // what is found is a warning: no reason not to weave
        }
    }

    private boolean isLeft(MethodInsnNode opening) {
        var seen = new BitSet();
        var open = new ArrayDeque<Integer>();
        open.add(method.instructions.indexOf(opening) + 1);
        while (!open.isEmpty()) {
            int index = open.remove();
            if (seen.get(index) || frames[index] == null) {
                continue;
            }
            seen.set(index);
            var instruction = method.instructions.get(index);
            if (instruction == opening || isReturn(instruction, opening)) {
                return true; // opened again, in a loop, or the end
            } else if (!takesIt(instruction, opening)) {
                var handlers = TryRanges.catching(method, index);
                if (mayThrow(instruction) && !isItsCast(instruction, opening)) {
                    if (handlers.stream().noneMatch(TryRanges::catchesAll)) {
                        return true;
                    }
                    handlers.forEach(handler -> open.add(method.instructions.indexOf(handler.handler)));
                }
                open.addAll(successors(index, opening));
            }
        }
        return false;
    }

    private boolean isReturn(AbstractInsnNode instruction, MethodInsnNode opening) {
        int opcode = instruction.getOpcode();
        return opcode >= Opcodes.IRETURN
                && opcode <= Opcodes.RETURN
                && !(opcode == Opcodes.ARETURN && isIt(instruction, 0, opening));
    }

    /** Whether the instruction closes it, or gives it to somebody else. */
    private boolean takesIt(AbstractInsnNode instruction, MethodInsnNode opening) {
        if (instruction instanceof MethodInsnNode call) {
            int arguments = Type.getArgumentCount(call.desc);
            return isAnyOf(call, arguments, opening)
                    || (call.getOpcode() != Opcodes.INVOKESTATIC
                            && CLOSING.contains(call.name)
                            && isIt(call, arguments, opening));
        } else if (instruction instanceof InvokeDynamicInsnNode indy) {
            return isAnyOf(indy, Type.getArgumentCount(indy.desc), opening);
        }
        return switch (instruction.getOpcode()) {
            case Opcodes.PUTFIELD, Opcodes.PUTSTATIC, Opcodes.AASTORE, Opcodes.ARETURN -> isIt(instruction, 0, opening);
            default -> false;
        };
    }

    /** It has that type: the cast of what an await returns does not fail. */
    private boolean isItsCast(AbstractInsnNode instruction, MethodInsnNode opening) {
        return instruction.getOpcode() == Opcodes.CHECKCAST && isIt(instruction, 0, opening);
    }

    private boolean isAnyOf(AbstractInsnNode instruction, int operands, MethodInsnNode opening) {
        for (int below = 0; below < operands; below++) {
            if (isIt(instruction, below, opening)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an operand may be what was opened. */
    private boolean isIt(AbstractInsnNode instruction, int below, MethodInsnNode opening) {
        var frame = frames[method.instructions.indexOf(instruction)];
        return frame.getStack(frame.getStackSize() - 1 - below).insns.contains(opening);
    }

    /** What programs expect to throw: a missing field or too little memory is not looked at. */
    private static boolean mayThrow(AbstractInsnNode instruction) {
        return !isHarmless(instruction) && isFallible(instruction);
    }

    /** Calls that compilers make between opening and closing; boxing, too. */
    private static boolean isHarmless(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                && (HARMLESS.contains(call.owner + "." + call.name)
                        || (call.name.equals("valueOf") && call.owner.startsWith("java/lang/")));
    }

    private static boolean isFallible(AbstractInsnNode instruction) {
        return switch (instruction.getOpcode()) {
            case Opcodes.INVOKEVIRTUAL,
                    Opcodes.INVOKEINTERFACE,
                    Opcodes.INVOKESPECIAL,
                    Opcodes.INVOKESTATIC,
                    Opcodes.ATHROW,
                    Opcodes.CHECKCAST,
                    Opcodes.IDIV,
                    Opcodes.LDIV,
                    Opcodes.IREM,
                    Opcodes.LREM,
                    Opcodes.AALOAD,
                    Opcodes.AASTORE -> true;
            default -> false;
        };
    }

    /** What was opened is not null: of a test for that, one way only is followed. */
    private List<Integer> successors(int index, MethodInsnNode opening) {
        var instruction = method.instructions.get(index);
        int opcode = instruction.getOpcode();
        boolean isTested = (opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL) && isIt(instruction, 0, opening);
        var next = new ArrayList<Integer>();
        if (!Jumps.endsBlock(opcode)
                && !(isTested && opcode == Opcodes.IFNONNULL)
                && index + 1 < method.instructions.size()) {
            next.add(index + 1);
        }
        if (!(isTested && opcode == Opcodes.IFNULL)) {
            for (var target : Jumps.targets(instruction)) {
                next.add(method.instructions.indexOf(target));
            }
        }
        return next;
    }
}
