package dev.weft.compiler.split;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Lets an await of a call enter the called method directly, where only one method can be meant.
 *
 * <pre>
 *     invokestatic C.m(p…)Coroutine              aconst_null, aload task
 *     invokestatic await                  =>     invokestatic C.m(p…, frame, task)
 * </pre>
 *
 * A method is known if it is static, private or final and of the same class: what others declare or override may be
 * replaced without weaving this class again. The runtime bounds how deep coroutines start each other on one thread
 * stack; calls made here escape its count, so they form no cycle (the back edges of a depth-first search stay as they are)
 * and no chain longer than {@value #MAX_CHAIN}.
 */
public final class FuseCalls {

    private static final int MAX_CHAIN = 16;

    private final Map<String, MethodPlan> callees = new HashMap<>();
    private final Map<String, Integer> chainFrom = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Map<SuspensionPoint, FusedCall> fused = new HashMap<>();

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

    /** The number of methods in the longest chain of fused calls that starts with this one. */
    private int visit(MethodPlan plan) {
        var key = key(plan);
        var known = chainFrom.get(key);
        if (known != null) {
            return known;
        }
        open.add(key);
        int longest = 0;
        for (var point : plan.points()) {
            var call = callBefore(plan, point.site().call());
            var callee = call == null ? null : callees.get(call.name + call.desc);
            if (call != null && callee != null && isKnown(call, callee) && !open.contains(key(callee))) {
                int chain = visit(callee);
                if (chain < MAX_CHAIN) {
                    fused.put(point, new FusedCall(call, callee));
                    longest = Math.max(longest, chain);
                }
            }
        }
        open.remove(key);
        chainFrom.put(key, longest + 1);
        return longest + 1;
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
            points.add(point.withFused(Optional.ofNullable(fused.get(point))));
        }
        return plan.withPoints(List.copyOf(points));
    }

    private static String key(MethodPlan plan) {
        return plan.method().node().name + plan.method().node().desc;
    }
}
