package dev.weft.compiler.code;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;

/** The part of the code between two labels. */
public final class CodeRange {

    private CodeRange() {}

    /** Whether no instruction lies between the labels. */
    public static boolean isEmpty(LabelNode start, LabelNode end) {
        for (AbstractInsnNode at = start; at != null && at != end; at = at.getNext()) {
            if (at.getOpcode() >= 0) {
                return false;
            }
        }
        return true;
    }
}
