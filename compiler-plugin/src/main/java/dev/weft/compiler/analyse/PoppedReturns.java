package dev.weft.compiler.analyse;

import dev.weft.compiler.code.Instructions;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * What {@link OverriddenReturns} has, in the code of Eclipse's compiler.
 *
 * <pre>
 *     try [A, H) any H
 *     A: invokestatic f
 *        pop
 *        goto B                 // or the code of a finally inside of this one, behind the end of its range
 *     H: pop                    // what was caught is forgotten
 *     B: invokestatic g
 *        areturn
 * </pre>
 *
 * A call {@code f();} that is the last statement of such a {@code try} has the same code.
 */
final class PoppedReturns {

    private final MethodNode method;
    private final TryRangesAround ranges;

    private PoppedReturns(MethodNode method, TryRangesAround ranges) {
        this.method = method;
        this.ranges = ranges;
    }

    /** The instructions that pop, in the order of the code. */
    static List<AbstractInsnNode> in(MethodNode method, TryRangesAround ranges) {
        if (method.tryCatchBlocks.stream().noneMatch(PoppedReturns::forgets)) {
            return List.of();
        }
        var popped = new PoppedReturns(method, ranges);
        var found = new ArrayList<AbstractInsnNode>();
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.POP && popped.isReturn(instruction)) {
                found.add(instruction);
            }
        }
        return found;
    }

    /** Whether the range is that of a {@code finally} that never ends normally. */
    private static boolean forgets(TryCatchBlockNode range) {
        return range.type == null && Instructions.orAfter(range.handler).getOpcode() == Opcodes.POP;
    }

    private boolean isReturn(AbstractInsnNode pop) {
        if (!(Instructions.previousInLine(pop) instanceof MethodInsnNode call)
                || !Type.getReturnType(call.desc).equals(Type.getReturnType(method.desc))) {
            return false;
        }
        var around = ranges.of(pop);
        return around.monitors() == 0
                && around.tries().stream().anyMatch(PoppedReturns::forgets)
                && (isLeft(pop) || isAtEnd(pop));
    }

    private static boolean isLeft(AbstractInsnNode pop) {
        var behind = Instructions.nextInLine(pop);
        return behind != null && behind.getOpcode() == Opcodes.GOTO;
    }

    private boolean isAtEnd(AbstractInsnNode pop) {
        for (var at = pop.getNext(); at != null && at.getOpcode() < 0; at = at.getNext()) {
            var label = at;
            if (label instanceof LabelNode && method.tryCatchBlocks.stream().anyMatch(range -> range.end == label)) {
                return true;
            }
        }
        return false;
    }
}
