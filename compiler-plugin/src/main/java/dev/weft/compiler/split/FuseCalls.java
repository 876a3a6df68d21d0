package dev.weft.compiler.split;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Lets an await of a call enter the called method directly, if only one method can be meant.
 *
 * <pre>
 *     invokestatic C.m(p…)Coroutine              aconst_null, aload task, iload depth
 *     invokestatic await                  =>     invokestatic C.m(p…, frame, task, depth)
 * </pre>
 *
 * A method that counts how deep it is receives a depth that is one higher. A method is known if it is static, private
 * or final and in the same class. Methods that other classes declare or override may be replaced without weaving this
 * class again.
 *
 * <p>The runtime bounds how deep coroutines start each other on one thread stack. For fused calls the called method
 * counts itself, where that is needed: in each cycle of calls (the path that a back edge of a depth-first search
 * closes) and after each chain of {@value #MAX_CHAIN} calls.
 */
public final class FuseCalls {

    private static final int MAX_CHAIN = 16;

    private final Map<String, MethodPlan> callees = new HashMap<>();
    private final Map<String, Integer> chainFrom = new HashMap<>();
    private final Deque<Visit> visits = new ArrayDeque<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> counted = new HashSet<>();
    private final IdentityHashMap<SuspensionPoint, FusedCall> fused = new IdentityHashMap<>();

    private FuseCalls(List<MethodPlan> plans) {
        for (var plan : plans) {
            callees.put(key(plan), plan);
        }
    }

    /** The plans of one class, in the same order. */
    public static List<MethodPlan> in(List<MethodPlan> plans) {
        var fuse = new FuseCalls(plans);
        plans.forEach(fuse::visit);
        return plans.stream().map(fuse::apply).toList();
    }

    /** A method whose callees are being visited. */
    private static final class Visit {
        final String key;
        final Iterator<MethodPlan> callees;
        int longest;

        Visit(String key, List<MethodPlan> callees) {
            this.key = key;
            this.callees = callees.iterator();
        }
    }

    /** A depth-first search with a stack of its own: a chain of calls may be as long as the class. */
    private void visit(MethodPlan plan) {
        if (!chainFrom.containsKey(key(plan))) {
            enter(plan);
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

    private void enter(MethodPlan plan) {
        var callees = new ArrayList<MethodPlan>();
        for (var point : plan.points()) {
            var call = callBefore(plan, point.site().call());
            var callee = call == null ? null : this.callees.get(call.name + call.desc);
            if (call != null && callee != null && isKnown(call, callee)) {
                fused.put(point, new FusedCall(call, callee, false));
                callees.add(callee);
            }
        }
        open.add(key(plan));
        visits.push(new Visit(key(plan), callees));
    }

    private void visitCallee(Visit visit, MethodPlan callee) {
        var key = key(callee);
        if (open.contains(key)) {
            countCycle(key);
        } else if (chainFrom.containsKey(key)) {
            visit.longest = Math.max(visit.longest, chainThrough(key));
        } else {
            enter(callee);
        }
    }

    private void leave(Visit visit) {
        visits.remove();
        open.remove(visit.key);
        chainFrom.put(visit.key, counted.contains(visit.key) ? 0 : visit.longest + 1);
        if (!visits.isEmpty()) {
            var caller = visits.element();
            caller.longest = Math.max(caller.longest, chainThrough(visit.key));
        }
    }

    /** Returns the number of methods in the longest chain of calls from this one to one that counts itself. */
    private int chainThrough(String key) {
        int chain = Objects.requireNonNull(chainFrom.get(key));
        if (chain == MAX_CHAIN) {
            counted.add(key);
            return 0;
        }
        return chain;
    }

    /** Marks all methods on the path that leads back to this one. */
    private void countCycle(String first) {
        for (var onPath : visits) {
            counted.add(onPath.key);
            if (onPath.key.equals(first)) {
                return;
            }
        }
    }

    /** The call whose result is awaited at once: nothing can jump between them, and the same handlers cover both. */
    private static @Nullable MethodInsnNode callBefore(MethodPlan plan, MethodInsnNode await) {
        AbstractInsnNode at = await.getPrevious();
        while (at != null && at.getOpcode() < 0 && !(at instanceof FrameNode) && !isTryBorder(plan, at)) {
            at = at.getPrevious();
        }
        return at instanceof MethodInsnNode call ? call : null;
    }

    private static boolean isTryBorder(MethodPlan plan, AbstractInsnNode label) {
        return plan.body().tryCatchBlocks.stream().anyMatch(range -> range.start == label || range.end == label);
    }

    private static boolean isKnown(MethodInsnNode call, MethodPlan callee) {
        var method = callee.method();
        int access = method.node().access | (method.owner().access & Opcodes.ACC_FINAL);
        boolean fixed = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL)) != 0;
        boolean receiverFits = method.isStatic() == callee.staticEntries();
        return fixed
                && receiverFits
                && call.owner.equals(method.owner().name)
                && method.isCold()
                && !method.passesParametersInFrame();
    }

    private MethodPlan apply(MethodPlan plan) {
        var points = new ArrayList<SuspensionPoint>(plan.points().size());
        for (var point : plan.points()) {
            points.add(point.withFused(Optional.ofNullable(fused.get(point)).map(this::counting)));
        }
        return plan.withFusedCalls(List.copyOf(points), counted.contains(key(plan)));
    }

    private FusedCall counting(FusedCall call) {
        return new FusedCall(call.call(), call.callee(), counted.contains(key(call.callee())));
    }

    private static String key(MethodPlan plan) {
        return plan.method().node().name + plan.method().node().desc;
    }
}
