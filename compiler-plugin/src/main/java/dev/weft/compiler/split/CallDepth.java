package dev.weft.compiler.split;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Finds the methods that must count how deep they are, so that fused calls nest to a bound only: in each cycle of calls
 * (the path that a back edge of a depth-first search closes), and after each chain of {@value #MAX_CHAIN} calls, or of fewer
 * if their methods take much stack.
 */
final class CallDepth {

    private static final int MAX_CHAIN = 16;

    /** A method with so many variables and operands counts as two in a chain. */
    private static final int MANY_SLOTS = 16;

    private final Map<String, List<String>> callees;
    private final ToIntFunction<String> slots;
    private final Map<String, Integer> chainFrom = new HashMap<>();
    private final Deque<Visit> visits = new ArrayDeque<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> counted;

    private CallDepth(Map<String, List<String>> callees, Set<String> counted, ToIntFunction<String> slots) {
        this.callees = callees;
        this.slots = slots;
        this.counted = new HashSet<>(counted);
    }

    /**
     * Returns the methods that count.
     *
     * @param callees the fused calls of each method
     * @param counted the methods that count in any case
     * @param slots how many variables and operands a method has
     */
    static Set<String> counted(Map<String, List<String>> callees, Set<String> counted, ToIntFunction<String> slots) {
        var depth = new CallDepth(callees, counted, slots);
        callees.keySet().forEach(depth::visit);
        return depth.counted;
    }

    /** A method whose callees are being visited. */
    private static final class Visit {
        final String method;
        final Iterator<String> callees;
        int longest;

        Visit(String method, List<String> callees) {
            this.method = method;
            this.callees = callees.iterator();
        }
    }

    /** A depth-first search with a stack of its own: a chain of calls may be as long as the class. */
    private void visit(String method) {
        if (!chainFrom.containsKey(method)) {
            enter(method);
        }
        while (!visits.isEmpty()) {
            var visit = visits.element();
            if (visit.callees.hasNext()) {
                visitCallee(visit, visit.callees.next());
            } else {
                leave(visit);
            }
        }
    }

    private void enter(String method) {
        open.add(method);
        visits.push(new Visit(method, callees.getOrDefault(method, List.of())));
    }

    private void visitCallee(Visit visit, String callee) {
        if (open.contains(callee)) {
            countCycle(callee);
        } else if (chainFrom.containsKey(callee)) {
            visit.longest = Math.max(visit.longest, chainThrough(callee));
        } else {
            enter(callee);
        }
    }

    private void leave(Visit visit) {
        visits.remove();
        open.remove(visit.method);
        int length = 1 + slots.applyAsInt(visit.method) / MANY_SLOTS;
        chainFrom.put(visit.method, counted.contains(visit.method) ? 0 : visit.longest + length);
        if (!visits.isEmpty()) {
            var caller = visits.element();
            caller.longest = Math.max(caller.longest, chainThrough(visit.method));
        }
    }

    /** Returns the length of the longest chain of calls from this one to one that counts itself. */
    private int chainThrough(String method) {
        int chain = Objects.requireNonNull(chainFrom.get(method));
        if (chain >= MAX_CHAIN) {
            counted.add(method);
            return 0;
        }
        return chain;
    }

    /** Marks all methods on the path that leads back to this one. */
    private void countCycle(String first) {
        for (var onPath : visits) {
            counted.add(onPath.method);
            if (onPath.method.equals(first)) {
                return;
            }
        }
    }
}
