package dev.weft.it.harness;

import dev.weft.EventLoop;
import dev.weft.it.Probe;
import dev.weft.ports.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Runs a hot target: called by a loop's callback, or with no loop at all, where this thread completes what is awaited. */
final class HotRun {
    private final Endings endings;
    private final LoopDirector director;
    private final Probe probe;
    private final Executor later;
    private CompletableFuture<?> future;

    private HotRun(Script script, EventLoop loop, Executor later) {
        this.later = later;
        endings = new Endings(script, true);
        director = new LoopDirector(script, endings, loop, later, this::cancel);
        probe = new Probe(director);
    }

    static Outcome onLoop(Target target, Script script) {
        var time = new VirtualTime();
        try (var loop = EventLoop.create(time, time)) {
            var run = new HotRun(script, loop, loop::execute);
            loop.execute(() -> run.call(target));
            runUntilIdle(loop);
            return run.outcome();
        }
    }

    private static void runUntilIdle(EventLoop loop) {
        loop.schedule(Duration.ofHours(1), loop::stop);
        loop.runForever();
    }

    static Outcome withoutLoop(Target target, Script script) {
        Queue<Runnable> pending = new ArrayDeque<>();
        var run = new HotRun(script, null, pending::add);
        run.call(target);
        for (var next = pending.poll(); next != null; next = pending.poll()) {
            next.run();
        }
        return run.outcome();
    }

    private void call(Target target) {
        try {
            var stage = (CompletionStage<?>) target.call(probe);
            future = stage.toCompletableFuture();
        } catch (Throwable t) {
            future = CompletableFuture.failedFuture(new AssertionError("thrown at the caller", t));
        }
    }

    private void cancel(String reason) {
        if (future == null) {
            later.execute(() -> cancel(reason));
        } else {
            future.cancel(true);
        }
    }

    private Outcome outcome() {
        return new Outcome(ending(), probe.effects(), probe.steps(), director.suspensions());
    }

    private String ending() {
        if (!future.isDone()) {
            return "did not end";
        }
        if (future.isCancelled()) {
            return Outcome.cancelled("hot");
        }
        return future.handle((value, failure) -> failure == null
                        ? Outcome.returned(value)
                        : Outcome.threw(failure instanceof CompletionException ? failure.getCause() : failure, endings))
                .join();
    }
}
