package dev.weft.it.harness;

import dev.weft.Awaitable;
import dev.weft.Awaiter;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.it.Director;
import dev.weft.it.Sources;
import dev.weft.it.Step;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Directs a woven run. Completions and cancellations that come later are given to an executor: the loop, or the queue
 * that a run without a loop works off.
 */
final class LoopDirector implements Director {
    private final Script script;
    private final Endings endings;
    private final EventLoop loop;
    private final Executor later;
    private final Consumer<String> cancelTarget;
    private int suspensions;

    LoopDirector(Script script, Endings endings, EventLoop loop, Executor later, Consumer<String> cancelTarget) {
        this.script = script;
        this.endings = endings;
        this.loop = loop;
        this.later = later;
        this.cancelTarget = cancelTarget;
    }

    /** How many steps were seen to suspend. */
    int suspensions() {
        return suspensions;
    }

    @Override
    public <T> Coroutine<T> coroutine(Step<T> step) {
        if (script.isCancelled(step)) {
            return Sources.awaiting((Awaitable<T>) cancelling(step));
        }
        if (!script.suspends(step)) {
            return ready(step);
        }
        return switch (script.way(step)) {
            case YIELD -> Sources.yielding(watched(step));
            case SLEEP -> Sources.sleeping(watched(step));
            case FUTURE -> Sources.awaiting(future(step));
            case AWAITER -> Sources.awaiting((Awaitable<T>) awaiter(step));
            case TASK -> Sources.awaiting((Awaitable<T>) task(step));
            case NESTED -> Sources.nested(watched(step));
        };
    }

    private <T> Coroutine<T> ready(Step<T> step) {
        if (step.number() % 2 == 0) {
            return Sources.ready(endings.ending(step));
        }
        return endings.fails(step) ? Weft.failed(endings.failure(step)) : Weft.result(step.value());
    }

    @Override
    public <T> CompletableFuture<T> future(Step<T> step) {
        if (!script.isCancelled(step) && !script.suspends(step)) {
            return endings.fails(step)
                    ? CompletableFuture.failedFuture(endings.failure(step))
                    : CompletableFuture.completedFuture(step.value());
        }
        var future = new CompletableFuture<T>();
        if (script.isCancelled(step)) {
            cancel(step);
        } else {
            later.execute(() -> {
                suspensions += future.getNumberOfDependents() > 0 ? 1 : 0;
                complete(future, step);
            });
        }
        return future;
    }

    private <T> void complete(CompletableFuture<T> future, Step<T> step) {
        if (endings.fails(step)) {
            future.completeExceptionally(endings.failure(step));
        } else {
            future.complete(step.value());
        }
    }

    @Override
    public <T> Awaiter<T> awaiter(Step<T> step) {
        if (script.isCancelled(step)) {
            return cancelling(step);
        }
        if (!script.suspends(step)) {
            return new ReadyAwaiter<>(endings.ending(step));
        }
        return new LateAwaiter<>(
                wake -> {
                    suspensions++;
                    later.execute(wake);
                },
                endings.ending(step));
    }

    @Override
    public <T> Task<T> task(Step<T> step) {
        if (script.isCancelled(step)) {
            cancel(step);
            return loop.start(Sources.awaiting((Awaitable<T>) new LateAwaiter<T>(wake -> {}, endings.ending(step))));
        }
        return loop.start(script.suspends(step) ? Sources.yielding(watched(step)) : Sources.ready(watched(step)));
    }

    private <T> Awaiter<T> cancelling(Step<T> step) {
        if (!script.late()) {
            cancel(step);
            return new LateAwaiter<>(wake -> {}, endings.ending(step));
        }
        return new LateAwaiter<>(
                wake -> later.execute(() -> cancelTarget.accept(endings.reason(step))), endings.ending(step));
    }

    private void cancel(Step<?> step) {
        if (script.late()) {
            later.execute(() -> cancelTarget.accept(endings.reason(step)));
        } else {
            cancelTarget.accept(endings.reason(step));
        }
    }

    /** An ending that counts as suspended if the loop got to run something else before it. */
    private <T> Supplier<T> watched(Step<T> step) {
        int[] turns = {0};
        later.execute(() -> turns[0]++);
        return () -> {
            suspensions += turns[0];
            return endings.end(step);
        };
    }
}
