package dev.weft.it.harness;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.it.Probe;
import dev.weft.ports.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Runs a cold target as a task of a new loop in virtual time. */
final class ColdRun {
    private final EventLoop loop;
    private final Endings endings;
    private final LoopDirector director;
    private final Probe probe;
    private final List<String> uncaught = new ArrayList<>();
    private Task<?> task;
    private boolean broken;

    private ColdRun(Script script, EventLoop loop) {
        this.loop = loop;
        endings = new Endings(script, false);
        director = new LoopDirector(script, endings, loop, loop::execute, this::cancel);
        probe = new Probe(director);
        loop.onUncaught((source, failure) -> uncaught.add(source + ": " + failure));
    }

    static Outcome of(Target target, Script script) {
        var time = new VirtualTime();
        try (var loop = EventLoop.create(time, time)) {
            return new ColdRun(script, loop).outcome(target);
        }
    }

    private void cancel(String reason) {
        if (task != null) {
            task.cancel(reason);
        } else if (!broken) {
            loop.execute(() -> cancel(reason));
        }
    }

    private Outcome outcome(Target target) {
        String ending = ending(target);
        if (!uncaught.isEmpty()) {
            ending += ", uncaught: " + uncaught;
        }
        return new Outcome(ending, probe.effects(), probe.steps(), director.suspensions());
    }

    private String ending(Target target) {
        var called = new Throwable[1];
        loop.execute(() -> {
            try {
                task = loop.start((Coroutine<?>) target.call(probe));
                task.onDone(t -> loop.stop());
            } catch (Throwable t) {
                called[0] = t;
                broken = true;
                loop.stop();
            }
        });
        loop.runForever();
        return called[0] != null ? Outcome.threw(called[0], endings) : endingOf(task);
    }

    private String endingOf(Task<?> done) {
        return switch (done.status()) {
            case SUCCEEDED -> Outcome.returned(done.resultNow());
            case FAILED -> Outcome.threw(done.exceptionNow(), endings);
            case CANCELLED -> Outcome.cancelled(reasonOf(done));
            default -> "did not end: " + done.status();
        };
    }

    private static String reasonOf(Task<?> cancelled) {
        try {
            return "returned " + cancelled.resultNow();
        } catch (CancellationException e) {
            return e.getMessage();
        }
    }
}
