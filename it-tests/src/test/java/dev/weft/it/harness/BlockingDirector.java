package dev.weft.it.harness;

import dev.weft.Awaiter;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.it.Director;
import dev.weft.it.Step;
import java.util.concurrent.CompletableFuture;

/** Directs a twin: every step is over at once, a cancelled one throws. */
final class BlockingDirector implements Director {
    private final Endings endings;

    BlockingDirector(Endings endings) {
        this.endings = endings;
    }

    @Override
    public <T> Coroutine<T> coroutine(Step<T> step) {
        return scripted(Weft.result(step.value()), step);
    }

    @Override
    public <T> CompletableFuture<T> future(Step<T> step) {
        return endings.fails(step)
                ? CompletableFuture.failedFuture(endings.failure(step))
                : CompletableFuture.completedFuture(step.value());
    }

    @Override
    public <T> Awaiter<T> awaiter(Step<T> step) {
        return scripted(new ReadyAwaiter<>(endings.ending(step)), step);
    }

    @Override
    public <T> Task<T> task(Step<T> step) {
        return scripted(EventLoop.create().start(Weft.result(step.value())), step);
    }

    private <A> A scripted(A awaitable, Step<?> step) {
        return endings.fails(step)
                ? Twin.known(awaitable, null, endings.failure(step))
                : Twin.known(awaitable, step.value(), null);
    }
}
