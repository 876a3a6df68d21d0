package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.ResultCalls;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.Jumps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Calls that make a coroutine or future that is done or failed already, as far as their names say so. */
final class DoneMakers {

    /** Libraries have makers of their own. */
    private static final Pattern NAMES =
            Pattern.compile("result|done|failed|.*(completed|failed)(future|stage)", Pattern.CASE_INSENSITIVE);

    private DoneMakers() {}

    static boolean isOne(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.INVOKESTATIC
                && instruction instanceof MethodInsnNode call
                && NAMES.matcher(call.name).matches();
    }

    /** Whether it is known from the name, or is {@code end()} of a stream. */
    private static boolean isDone(AbstractInsnNode instruction) {
        return isOne(instruction) || ResultCalls.isOne(instruction);
    }

    /** Whether such a call makes the value on top of the stack before an instruction, on each path that leads there. */
    static boolean makeAllBefore(AbstractInsnNode use, MethodNode method) {
        return makersBefore(use, method).stream().allMatch(DoneMakers::isDone);
    }

    /**
     * The calls that make a coroutine or stream that is to be run, as the value on top of the stack before an instruction.
     * One that comes out of a variable or a collection was made elsewhere.
     */
    static List<MethodInsnNode> coldCallsBefore(AbstractInsnNode use, MethodNode method) {
        return makersBefore(use, method).stream()
                .filter(maker -> maker instanceof MethodInsnNode call && RuntimeAbi.returnsCold(call.desc))
                .map(maker -> (MethodInsnNode) maker)
                .filter(call -> !isDone(call) && !call.owner.equals(RuntimeAbi.STREAM)) // AsyncStream.of(...)
                .toList();
    }

    /** The instructions that leave the value there, one on each path. Where that is not clear, one that makes nothing. */
    private static List<AbstractInsnNode> makersBefore(AbstractInsnNode use, MethodNode method) {
        var only = Instructions.previousInLine(use);
        if (only != null) {
            return List.of(only);
        }
        var makers = new ArrayList<AbstractInsnNode>();
        var labels = new HashSet<AbstractInsnNode>();
        AbstractInsnNode at = use.getPrevious();
        for (; at != null && at.getOpcode() < 0; at = at.getPrevious()) {
            labels.add(at);
        }
        if (at == null || !Jumps.endsBlock(at.getOpcode())) {
            makers.add(at == null ? use : at);
        }
        for (var instruction : method.instructions) {
            if (instruction instanceof JumpInsnNode jump && labels.contains(jump.label)) {
                boolean isBefore = method.instructions.indexOf(jump) < method.instructions.indexOf(use);
                makers.addAll(isBefore ? makersBefore(jump, method) : List.of(jump));
            }
        }
        return makers;
    }
}
