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
 * The code of an async method that stands in a {@code try} for the sake of what runs there.
 *
 * <p>That is every {@code try} of a cold method: a call that only makes a coroutine throws nothing. In a hot method a plain
 * {@code catch} is left out, for it may be there for what the call itself throws, and so is a lock that is released: both are
 * common where futures are passed on. A synchronized block is no {@code try}.
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

    /** As {@code finally} and the handlers of try-with-resources do: it throws again what it caught. */
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
