package dev.weft.compiler.code;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Entries of exception tables. */
public final class TryRanges {

    private TryRanges() {}

    /** Returns a range that catches the same as another one, type annotations included, in another part of the code. */
    public static TryCatchBlockNode piece(TryCatchBlockNode range, LabelNode start, LabelNode end, LabelNode handler) {
        var piece = new TryCatchBlockNode(start, end, handler, range.type);
        piece.visibleTypeAnnotations = range.visibleTypeAnnotations;
        piece.invisibleTypeAnnotations = range.invisibleTypeAnnotations;
        return piece;
    }

    /** Whether a range begins or ends at this label. */
    public static boolean isBorder(MethodNode method, AbstractInsnNode label) {
        for (var range : method.tryCatchBlocks) {
            if (range.start == label || range.end == label) {
                return true;
            }
        }
        return false;
    }

    /** Whether it catches whatever is thrown. */
    public static boolean catchesAll(TryCatchBlockNode range) {
        return range.type == null || range.type.equals("java/lang/Throwable");
    }
}
