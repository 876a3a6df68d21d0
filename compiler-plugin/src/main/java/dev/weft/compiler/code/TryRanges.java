package dev.weft.compiler.code;

import java.util.ArrayList;
import java.util.List;
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

    /** Whether the instruction with this index is in the range. */
    public static boolean covers(TryCatchBlockNode range, MethodNode method, int index) {
        return method.instructions.indexOf(range.start) <= index && index < method.instructions.indexOf(range.end);
    }

    /**
     * Returns the ranges that may catch what the instruction with this index throws, up to one that catches all. JVMS 2.10:
     * the first range that fits catches the exception, so ranges behind a catch-all never do.
     */
    public static List<TryCatchBlockNode> catching(MethodNode method, int index) {
        var catching = new ArrayList<TryCatchBlockNode>();
        for (var range : method.tryCatchBlocks) {
            if (covers(range, method, index)) {
                catching.add(range);
                if (catchesAll(range)) {
                    break;
                }
            }
        }
        return catching;
    }

    /** Whether it catches whatever is thrown. */
    public static boolean catchesAll(TryCatchBlockNode range) {
        return range.type == null || range.type.equals("java/lang/Throwable");
    }
}
