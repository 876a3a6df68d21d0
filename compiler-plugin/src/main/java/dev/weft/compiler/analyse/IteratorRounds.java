package dev.weft.compiler.analyse;

import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.Jumps;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Whether a loop takes one item of its iterator for each time that it asks for one: {@code next()} comes behind {@code
 * hasNext()}, at once, in every round. The next item of a stream is fetched by the question, and {@code next()} only reads it.
 */
final class IteratorRounds {

    private final MethodNode method;
    private final JumpInsnNode branch;

    /**
     * @param branch the jump that {@code hasNext()} decides
     */
    IteratorRounds(MethodNode method, JumpInsnNode branch) {
        this.method = method;
        this.branch = branch;
    }

    /** Whether each round begins with {@code next()}; only what cannot fail may come before. */
    boolean beginWith(MethodInsnNode next) {
        var at = branch.getOpcode() == Opcodes.IFEQ ? Instructions.nextInLine(branch) : jumpedTo();
        while (at != null && at != next && isSimple(at)) {
            at = Instructions.nextInLine(at);
        }
        return at == next;
    }

    /** The instruction to which the jump leads, if nothing else does. */
    private @Nullable AbstractInsnNode jumpedTo() {
        var labels = labelsAt(branch.label);
        for (var instruction : method.instructions) {
            if (instruction != branch && Jumps.targets(instruction).stream().anyMatch(labels::contains)) {
                return null;
            }
        }
        if (method.tryCatchBlocks.stream().anyMatch(range -> labels.contains(range.handler))) {
            return null;
        }
        var before = Instructions.before(branch.label);
        return before != null && Jumps.endsBlock(before.getOpcode()) ? Instructions.after(branch.label) : null;
    }

    /** All labels at the same place. */
    private static Set<LabelNode> labelsAt(LabelNode one) {
        var labels = new HashSet<LabelNode>();
        AbstractInsnNode first = one;
        while (first.getPrevious() != null && first.getPrevious().getOpcode() < 0) {
            first = first.getPrevious();
        }
        for (var at = first; at != null && at.getOpcode() < 0; at = at.getNext()) {
            if (at instanceof LabelNode label) {
                labels.add(label);
            }
        }
        return labels;
    }

    /** Constants, loads, fields, and {@code new} and copies for a call that gets the item. */
    private static boolean isSimple(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        return (opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.ALOAD)
                || opcode == Opcodes.DUP
                || opcode == Opcodes.NEW
                || opcode == Opcodes.GETSTATIC
                || opcode == Opcodes.GETFIELD;
    }
}
