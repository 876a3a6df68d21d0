package dev.weft.compiler.normalise;

import dev.weft.compiler.code.EmptyRanges;
import dev.weft.compiler.code.TryRanges;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Takes return instructions out of the try ranges around them.
 *
 * <pre>
 *     try [A, D) catch H           try [A, B) catch H, [C, D) catch H
 *     A: …                         A: …
 *        areturn            =>     B: areturn
 *        …                         C: …
 *     D:                           D:
 * </pre>
 *
 * A return of a coroutine becomes a tail await, which may fail. A return cannot fail, and when it runs, the method has
 * left its try statement; what it returns was awaited before. javac ends its ranges before a return; other compilers may
 * not.
 */
final class CutTryRangesAtReturns {

    private CutTryRangesAtReturns() {}

    static void in(MethodNode method) {
        var cut = new ArrayList<TryCatchBlockNode>(method.tryCatchBlocks.size());
        for (var range : method.tryCatchBlocks) {
            cut.addAll(pieces(method, range));
        }
        method.tryCatchBlocks = cut;
        EmptyRanges.dropFrom(method);
    }

    private static List<TryCatchBlockNode> pieces(MethodNode method, TryCatchBlockNode range) {
        var pieces = new ArrayList<TryCatchBlockNode>(1);
        var start = range.start;
        for (AbstractInsnNode at = range.start; at != null && at != range.end; at = at.getNext()) {
            if (at.getOpcode() == Opcodes.ARETURN) {
                var before = new LabelNode();
                method.instructions.insertBefore(at, before);
                pieces.add(TryRanges.piece(range, start, before, range.handler));
                start = new LabelNode();
                method.instructions.insert(at, start);
                at = start;
            }
        }
        pieces.add(TryRanges.piece(range, start, range.end, range.handler));
        return pieces;
    }
}
