package dev.weft.compiler.split;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Decides which hot entries return a number as it is: those that box it only for their callers of the same class, of
 * which one at least takes it out at once, and those that other classes call and that
 * declare such a result.
 */
final class PrimitiveResults {

    private final Map<String, PrimitiveResult> boxed = new HashMap<>();
    private final Map<String, PrimitiveResult> decided = new HashMap<>();
    private final Map<String, List<String>> returned = new HashMap<>();
    private final ArrayDeque<String> open = new ArrayDeque<>();

    PrimitiveResults(Map<String, MethodPlan> methods) {
        methods.forEach((key, plan) -> {
            if (plan.method().isCold()) {
                PrimitiveResult.of(plan.body()).ifPresent(kind -> boxed.put(key, kind));
            }
        });
    }

    /** Takes note that other classes may call the entry of a method, which declares that its result is a number. */
    void declares(String method, PrimitiveResult kind) {
        boxed.put(method, kind);
        open.push(method);
    }

    /** Takes note that a method awaits another one. */
    void awaits(MethodInsnNode await, String callee) {
        var kind = boxed.get(callee);
        if (kind != null && kind.unboxing(await) != null) {
            open.push(callee);
        }
    }

    /** Takes note that a method returns what another one returns. */
    void returns(String method, String callee) {
        returned.computeIfAbsent(method, none -> new ArrayList<>()).add(callee);
    }

    /** Decides when all is known: what returns a number wants it from those that it calls last, too. */
    void decide() {
        while (!open.isEmpty()) {
            var method = open.pop();
            var kind = boxed.get(method);
            if (kind != null && decided.put(method, kind) == null) {
                returned.getOrDefault(method, List.of()).stream()
                        .filter(callee -> kind == boxed.get(callee))
                        .forEach(open::push);
            }
        }
    }

    /** The number that the hot entry of a method returns; empty if it returns an object. */
    Optional<PrimitiveResult> of(String method) {
        return Optional.ofNullable(decided.get(method));
    }
}
