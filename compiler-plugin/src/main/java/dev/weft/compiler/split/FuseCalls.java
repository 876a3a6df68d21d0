package dev.weft.compiler.split;

import dev.weft.compiler.code.TryRanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
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
 * Lets an await or a return of a call enter the called method directly, if only one method can be meant.
 *
 * <pre>
 *     invokestatic C.m(p…)Coroutine              aconst_null, aload task, iload depth
 *     invokestatic await                  =>     invokestatic C.m(p…, frame, task, depth)
 * </pre>
 *
 * A method that counts how deep it is receives a depth that is one higher. A method is known if it is static, private or
 * final and in the same class. Methods that other classes declare or override may be replaced without weaving this class
 * again. If users say that this does not happen within their module, calls of such methods are asked whether the receiver
 * is exactly of the class that is named, and then enter them, too:
 *
 * <pre>
 *     invokevirtual D.m(p…)Coroutine              aconst_null, aload task, iload depth + 1
 *     invokestatic await                  =>      invokevirtual D.m(p…, frame, task, depth)
 * </pre>
 *
 * <p>The runtime bounds how deep coroutines start each other on one thread stack, and how many calls go on without
 * letting others run. For fused calls the called method counts itself, where that is needed: where {@link CallDepth}
 * says so, and where the caller counts its calls.
 */
public final class FuseCalls {

    /** An await, and the call that it may be fused with. */
    private record Awaited(SuspensionPoint point, @Nullable MethodInsnNode call) {}

    private record Returned(AbstractInsnNode returning, MethodInsnNode call) {}

    /** The calls of one method: of all awaits, and at returns; in the order of the code, so that all builds are the same. */
    private record Calls(List<Awaited> awaited, List<Returned> returned) {}

    private final Map<String, MethodPlan> methods = new LinkedHashMap<>();
    private final Map<String, Calls> calls = new HashMap<>();
    private final DirectCalls direct;
    private final Map<MethodInsnNode, Callee.OfModule> ofModule = new HashMap<>();
    private final Set<String> counted;
    private final PrimitiveResults results;

    private FuseCalls(List<MethodPlan> plans, DirectCalls direct) {
        this.direct = direct;
        for (var plan : plans) {
            methods.put(key(plan), plan);
            ofModule.putAll(CallsInModule.in(plan, direct));
        }
        var callees = new LinkedHashMap<String, List<String>>();
        var calledOften = new HashSet<String>();
        results = new PrimitiveResults(methods);
        methods.forEach((key, plan) -> {
            var found = callsIn(plan);
            calls.put(key, found);
            direct(plan).flatMap(DirectMethod::result).ifPresent(kind -> results.declares(key, kind));
            var called = new ArrayList<String>();
            for (var awaited : found.awaited()) {
                var call = awaited.call();
                if (call != null && isKnown(call)) {
                    var callee = key(call);
                    called.add(callee);
                    results.awaits(awaited.point().site().call(), callee);
                    if (awaited.point().site().counted()) {
                        calledOften.add(callee);
                    }
                }
            }
            for (var returned : found.returned()) {
                if (isKnown(returned.call())) {
                    called.add(key(returned.call()));
                    results.returns(key, key(returned.call()));
                }
            }
            callees.put(key, called);
        });
        counted = CallDepth.counted(callees, calledOften, this::slots);
        results.decide();
    }

    /**
     * The plans of one class, in the same order.
     *
     * @param direct the methods of the module that may be entered directly
     */
    public static List<MethodPlan> in(List<MethodPlan> plans, DirectCalls direct) {
        var fuse = new FuseCalls(plans, direct);
        return plans.stream().map(fuse::apply).toList();
    }

    private int slots(String key) {
        var body = Objects.requireNonNull(methods.get(key)).body();
        return body.maxLocals + body.maxStack;
    }

    private Calls callsIn(MethodPlan plan) {
        var awaited = new ArrayList<Awaited>();
        for (var point : plan.points()) {
            awaited.add(new Awaited(point, callBefore(plan, point.site().call())));
        }
        var returned = new ArrayList<Returned>();
        for (var instruction : plan.body().instructions) {
            var call = instruction.getOpcode() == Opcodes.ARETURN ? callBefore(plan, instruction) : null;
            if (call != null) {
                returned.add(new Returned(instruction, call));
            }
        }
        return new Calls(awaited, returned);
    }

    /**
     * The call of a method that can be entered whose result is awaited or returned at once: nothing can jump between them,
     * and the same handlers cover both.
     */
    private @Nullable MethodInsnNode callBefore(MethodPlan plan, AbstractInsnNode use) {
        AbstractInsnNode at = use.getPrevious();
        while (at != null && at.getOpcode() < 0 && !(at instanceof FrameNode) && !TryRanges.isBorder(plan.body(), at)) {
            at = at.getPrevious();
        }
        return at instanceof MethodInsnNode call && (isKnown(call) || ofModule.containsKey(call)) ? call : null;
    }

    private boolean isKnown(MethodInsnNode call) {
        var callee = methods.get(key(call));
        if (callee == null) {
            return false;
        }
        var method = callee.method();
        int access = method.node().access | (method.owner().access & Opcodes.ACC_FINAL);
        boolean fixed = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL)) != 0;
        boolean receiverFits = method.isStatic() == callee.staticEntries();
        return fixed
                && receiverFits
                && call.owner.equals(method.owner().name)
                && method.isCold()
                && !method.isStream()
                && !method.passesParametersInFrame();
    }

    private MethodPlan apply(MethodPlan plan) {
        var ofPlan = Objects.requireNonNull(calls.get(key(plan)));
        var points = new ArrayList<SuspensionPoint>(plan.points().size());
        for (var one : ofPlan.awaited()) {
            points.add(one.point().withFused(Optional.ofNullable(one.call()).map(call -> awaited(one.point(), call))));
        }
        var returned = new IdentityHashMap<AbstractInsnNode, FusedCall>();
        ofPlan.returned().forEach(one -> returned.put(one.returning(), fused(one.call(), false, false, null)));
        return plan.withFusion(List.copyOf(points), fusion(plan, returned));
    }

    private FusedCall awaited(SuspensionPoint point, MethodInsnNode call) {
        var unboxing = callee(call)
                .result()
                .map(kind -> kind.unboxing(point.site().call()))
                .orElse(null);
        return fused(call, true, point.site().counted(), unboxing);
    }

    private FusedCall fused(MethodInsnNode call, boolean awaited, boolean counting, @Nullable MethodInsnNode unboxing) {
        return new FusedCall(call, callee(call), awaited, counting, unboxing);
    }

    private Callee callee(MethodInsnNode call) {
        if (!isKnown(call)) {
            return Objects.requireNonNull(ofModule.get(call));
        }
        var plan = Objects.requireNonNull(methods.get(key(call)));
        return new Callee.OwnEntry(plan.withFusion(plan.points(), fusion(plan, Map.of())));
    }

    private Fusion fusion(MethodPlan plan, Map<AbstractInsnNode, FusedCall> returned) {
        var key = key(plan);
        return new Fusion(returned, counted.contains(key), results.of(key), direct(plan));
    }

    private Optional<DirectMethod> direct(MethodPlan plan) {
        var node = plan.method().node();
        return direct.find(plan.method().owner().name, node.name, node.desc);
    }

    private static String key(MethodPlan plan) {
        return plan.method().node().name + plan.method().node().desc;
    }

    private static String key(MethodInsnNode call) {
        return call.name + call.desc;
    }
}
