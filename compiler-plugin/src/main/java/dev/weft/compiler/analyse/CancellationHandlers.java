package dev.weft.compiler.analyse;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.scan.AwaitCalls;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The handlers that a {@code CancelledError} reaches, from an await or an emit or from a handler inside that rethrows it. An
 * await throws it if the task is cancelled, an emit if the stream is closed.
 *
 * <p>A handler swallows the error if no path rethrows it and some path leaves the handler without throwing. The
 * handlers that javac makes for {@code finally}, {@code synchronized} and try-with-resources rethrow, so they do not
 * swallow. {@link ValueUses} finds what a handler does with the error.
 */
public final class CancellationHandlers {

    private static final Set<String> CATCHING =
            Set.of(RuntimeAbi.CANCELLED_ERROR, "java/lang/Error", "java/lang/Throwable");
    private static final Set<String> FAILURE_MAKERS = Set.of("failed", "failedFuture", "failedStage");

    private final MethodNode method;
    private final ControlFlow flow;
    private final ValueUses values;
    private final @Nullable TryCatchBlockNode[] receivers;
    private @Nullable BitSet returning;

    private CancellationHandlers(MethodNode method) {
        this.method = method;
        flow = ControlFlow.of(method);
        values = new ValueUses(flow);
        receivers = receivers();
    }

    /**
     * A handler that swallows the error.
     *
     * @param ofAwait whether an await may throw it, and not only an emit
     */
    public record Swallowing(TryCatchBlockNode handler, boolean ofAwait) {}

    /**
     * Returns the handlers that swallow it, each once: those that an await reaches, then those that only an emit does, in the
     * order in which they are reached.
     */
    public static List<Swallowing> thatSwallow(MethodNode method) {
        if (method.tryCatchBlocks.stream().noneMatch(CancellationHandlers::catches)) {
            return List.of();
        }
        var all = new ArrayList<Swallowing>();
        var handlers = new CancellationHandlers(method);
        var awaits = AwaitCalls.in(method);
        var emits = awaits.stream().filter(AwaitCalls::isEmit).toList();
        awaits.removeIf(AwaitCalls::isEmit);
        var ofAwaits = handlers.swallowing(awaits);
        ofAwaits.forEach(handler -> all.add(new Swallowing(handler, true)));
        handlers.swallowing(emits).stream()
                .filter(handler -> ofAwaits.stream().noneMatch(other -> other.handler == handler.handler))
                .forEach(handler -> all.add(new Swallowing(handler, false)));
        return all;
    }

    private static boolean catches(TryCatchBlockNode range) {
        return range.type == null || CATCHING.contains(range.type);
    }

    private List<TryCatchBlockNode> swallowing(List<? extends AbstractInsnNode> throwing) {
        var swallowing = new ArrayList<TryCatchBlockNode>();
        var seen = new HashSet<AbstractInsnNode>();
        var open = new ArrayDeque<AbstractInsnNode>(throwing);
        while (!open.isEmpty()) {
            var handler = receivers[method.instructions.indexOf(open.remove())];
            if (handler != null && seen.add(handler.handler)) {
                var uses = values.uses(method.instructions.indexOf(handler.handler));
                var rethrows = uses.stream()
                        .filter(use -> use.getOpcode() == Opcodes.ATHROW)
                        .toList();
                open.addAll(rethrows);
                if (rethrows.isEmpty()
                        && uses.stream().noneMatch(CancellationHandlers::passesOn)
                        && endsNormally(handler)) {
                    swallowing.add(handler);
                }
            }
        }
        return swallowing;
    }

    /** Whether it is {@code return failed(t)}, or a call of a helper whose name says that it throws its argument. */
    private static boolean passesOn(AbstractInsnNode use) {
        if (!(use instanceof MethodInsnNode call)) {
            return false;
        }
        var name = call.name.toLowerCase(Locale.ROOT);
        return FAILURE_MAKERS.contains(call.name)
                || (!name.contains("throwable") && (name.contains("throw") || name.contains("propagate")));
    }

    /** For each instruction, the handler that a {@code CancelledError} thrown there reaches first (JVMS 2.10). */
    private @Nullable TryCatchBlockNode[] receivers() {
        var first = new @Nullable TryCatchBlockNode[method.instructions.size() + 1];
        for (var range : method.tryCatchBlocks) {
            if (catches(range)) {
                int end = method.instructions.indexOf(range.end);
                for (int i = method.instructions.indexOf(range.start); i < end; i++) {
                    first[i] = first[i] == null ? range : first[i];
                }
            }
        }
        return first;
    }

    /** The blocks from which a return can be reached without an exception, other than one of {@code failed(…)}. */
    private BitSet returning() {
        if (returning == null) {
            returning = findReturning();
        }
        return returning;
    }

    private BitSet findReturning() {
        var predecessors = flow.sources(ControlFlow.Block::successors);
        var open = new ArrayDeque<Integer>();
        for (int block = 0; block < predecessors.length; block++) {
            if (endsInReturn(flow.blocks().get(block))) {
                open.push(block);
            }
        }
        return reach(open, block -> predecessors[block]);
    }

    private BitSet reach(ArrayDeque<Integer> open, IntFunction<int[]> edges) {
        var reached = new BitSet(flow.blocks().size());
        while (!open.isEmpty()) {
            int block = open.pop();
            if (!reached.get(block)) {
                reached.set(block);
                for (int next : edges.apply(block)) {
                    open.push(next);
                }
            }
        }
        return reached;
    }

    private boolean endsInReturn(ControlFlow.Block block) {
        var last = flow.lastOf(block);
        return last != null
                && last.getOpcode() >= Opcodes.IRETURN
                && last.getOpcode() <= Opcodes.RETURN
                && !(Instructions.before(last) instanceof MethodInsnNode call
                        && FAILURE_MAKERS.contains(call.name)
                        && method.instructions.indexOf(call) >= block.start());
    }

    /** Whether the handler reaches a return or, in an endless loop, the code that it guards. */
    private boolean endsNormally(TryCatchBlockNode handler) {
        int start = flow.blockOf()[method.instructions.indexOf(handler.handler)];
        if (returning().get(start)) {
            return true;
        }
        var open = new ArrayDeque<>(List.of(start));
        var reached = reach(open, block -> flow.blocks().get(block).successors());
        return AwaitCalls.in(method).stream()
                .map(method.instructions::indexOf)
                .anyMatch(await -> receivers[await] == handler && reached.get(flow.blockOf()[await]));
    }
}
