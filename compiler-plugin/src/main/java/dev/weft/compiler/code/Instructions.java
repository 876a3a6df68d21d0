package dev.weft.compiler.code;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;

/** Steps over labels, line numbers and stack maps. */
public final class Instructions {

    private Instructions() {}

    /**
     * Returns the instruction itself if it is a real one, else the next one. There is one behind every label that code
     * uses.
     */
    public static AbstractInsnNode orAfter(AbstractInsnNode instruction) {
        var after = instruction.getOpcode() >= 0 ? instruction : after(instruction);
        return after == null ? instruction : after;
    }

    /** Returns the next real instruction, or null at the end. */
    public static @Nullable AbstractInsnNode after(AbstractInsnNode instruction) {
        AbstractInsnNode at = instruction.getNext();
        while (at != null && at.getOpcode() < 0) {
            at = at.getNext();
        }
        return at;
    }

    /** Returns the next real instruction, or null if a jump may lead to it or there is none. */
    public static @Nullable AbstractInsnNode nextInLine(AbstractInsnNode instruction) {
        AbstractInsnNode at = instruction.getNext();
        while (at != null && at.getOpcode() < 0) {
            at = at instanceof FrameNode ? null : at.getNext();
        }
        return at;
    }

    /** Returns the stack map at a label, which is there if a jump goes to it. */
    public static @Nullable FrameNode mapAt(LabelNode label) {
        AbstractInsnNode at = label;
        while (at != null && at.getOpcode() < 0 && !(at instanceof FrameNode)) {
            at = at.getNext();
        }
        return at instanceof FrameNode map ? map : null;
    }

    /** Returns the real instruction before this one, or null if a jump may lead to this one or there is none. */
    public static @Nullable AbstractInsnNode previousInLine(AbstractInsnNode instruction) {
        AbstractInsnNode at = instruction.getPrevious();
        while (at != null && at.getOpcode() < 0) {
            at = at instanceof FrameNode ? null : at.getPrevious();
        }
        return at;
    }

    /** Returns the real instruction before this one, or null at the beginning. */
    public static @Nullable AbstractInsnNode before(AbstractInsnNode instruction) {
        AbstractInsnNode at = instruction.getPrevious();
        while (at != null && at.getOpcode() < 0) {
            at = at.getPrevious();
        }
        return at;
    }
}
