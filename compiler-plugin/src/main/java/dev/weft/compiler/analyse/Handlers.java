package dev.weft.compiler.analyse;

import dev.weft.compiler.code.TryRanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The handlers around instructions, and whether they look at what they catch.
 *
 * <p>A handler ignores it if it begins with {@code pop}, or with a store into a variable that no path reads before it is
 * written again. A {@code finally}, the clean-up of a resource and a {@code synchronized} block throw it again, so they
 * read it.
 */
final class Handlers {
    private final MethodNode method;
    private final Liveness liveness;
    private final Map<LabelNode, Boolean> ignoring = new HashMap<>();

    Handlers(MethodNode method, Liveness liveness) {
        this.method = method;
        this.liveness = liveness;
    }

    List<Handler> around(AbstractInsnNode instruction) {
        var handlers = new ArrayList<Handler>();
        for (var range : TryRanges.catching(method, method.instructions.indexOf(instruction))) {
            handlers.add(new Handler(TryRanges.catchesAll(range) ? null : range.type, ignores(range.handler)));
        }
        return List.copyOf(handlers);
    }

    private boolean ignores(LabelNode handler) {
        return ignoring.computeIfAbsent(handler, start -> {
            AbstractInsnNode first = start;
            while (first.getOpcode() < 0) {
                first = first.getNext();
            }
            if (first.getOpcode() == Opcodes.ASTORE) {
                var behind = List.of(first.getNext());
                var live = liveness.before(behind, method.instructions::indexOf).get(0);
                return !live.get(((VarInsnNode) first).var);
            }
            return first.getOpcode() == Opcodes.POP;
        });
    }
}
