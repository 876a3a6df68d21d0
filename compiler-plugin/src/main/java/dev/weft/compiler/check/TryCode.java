package dev.weft.compiler.check;

import dev.weft.compiler.analyse.ValueUses;
import dev.weft.compiler.scan.AsyncMethod;
import java.util.BitSet;
import java.util.HashMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The code of an async method that is in a {@code try} because of what runs there.
 *
 * <p>In a cold method that is every {@code try}: a call that only makes a coroutine throws nothing. In a hot method a
 * plain {@code catch} is left out, since it may be there for exceptions of the call itself. A {@code finally} that
 * releases a lock is left out too. Both are common where futures are passed on. A synchronized block is not a {@code
 * try}.
 */
final class TryCode {

    private TryCode() {}

    /** The indices of its instructions. */
    static BitSet in(AsyncMethod async, ValueUses values) {
        var method = async.node();
        var guarded = new BitSet(method.instructions.size());
        var known = new HashMap<LabelNode, Boolean>();
        for (var range : method.tryCatchBlocks) {
            if (known.computeIfAbsent(range.handler, handler -> counts(range, async, values))) {
                guarded.set(method.instructions.indexOf(range.start), method.instructions.indexOf(range.end));
            }
        }
        return guarded;
    }

    private static boolean counts(TryCatchBlockNode range, AsyncMethod async, ValueUses values) {
        if (range.type == null && releases(range.handler, false)) {
            return false;
        }
        return async.isCold() || (cleansUp(range, async.node(), values) && !releases(range.handler, true));
    }

    /** Whether the handler rethrows what it caught, as {@code finally} and try-with-resources do. */
    private static boolean cleansUp(TryCatchBlockNode range, MethodNode method, ValueUses values) {
        return (range.type == null || range.type.equals("java/lang/Throwable"))
                && values.uses(method.instructions.indexOf(range.handler)).stream()
                        .anyMatch(use -> use.getOpcode() == Opcodes.ATHROW);
    }

    /** Whether the handler, up to where it throws, releases a monitor that it did not enter, or a lock. */
    private static boolean releases(LabelNode handler, boolean locksToo) {
        AbstractInsnNode at = handler;
        while (at != null && at.getOpcode() != Opcodes.ATHROW && at.getOpcode() != Opcodes.MONITORENTER) {
            if (at.getOpcode() == Opcodes.MONITOREXIT
                    || (locksToo
                            && at instanceof MethodInsnNode call
                            && call.name.equals("unlock")
                            && call.desc.equals("()V"))) {
                return true;
            }
            at = at.getNext();
        }
        return false;
    }
}
