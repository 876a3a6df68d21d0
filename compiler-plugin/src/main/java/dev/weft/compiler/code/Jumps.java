package dev.weft.compiler.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** The places to which an instruction sends control. */
public final class Jumps {

    private Jumps() {}

    /**
     * Returns the labels to which the instruction may jump: those of the cases, then the default. Most instructions
     * have none.
     */
    public static List<LabelNode> targets(AbstractInsnNode instruction) {
        if (instruction instanceof JumpInsnNode jump) {
            return List.of(jump.label);
        } else if (instruction instanceof TableSwitchInsnNode table) {
            return with(table.labels, table.dflt);
        } else if (instruction instanceof LookupSwitchInsnNode lookup) {
            return with(lookup.labels, lookup.dflt);
        }
        return Collections.emptyList(); // to loop over this one allocates nothing
    }

    private static List<LabelNode> with(List<LabelNode> cases, LabelNode otherwise) {
        var all = new ArrayList<>(cases);
        all.add(otherwise);
        return all;
    }

    /** Whether there are such labels. To ask that first is cheaper, since most instructions have none. */
    public static boolean isJump(int opcode) {
        return (opcode >= Opcodes.IFEQ && opcode <= Opcodes.LOOKUPSWITCH && opcode != Opcodes.RET)
                || opcode == Opcodes.IFNULL
                || opcode == Opcodes.IFNONNULL;
    }

    /** Whether control never goes on to the next instruction. */
    public static boolean endsBlock(int opcode) {
        return opcode == Opcodes.GOTO
                || (opcode >= Opcodes.TABLESWITCH && opcode <= Opcodes.RETURN) // switches and returns
                || opcode == Opcodes.ATHROW;
    }
}
