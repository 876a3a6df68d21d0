package dev.weft.it.harness;

import dev.weft.EventLoop;
import dev.weft.it.Probe;
import dev.weft.ports.EntryLoop;
import dev.weft.ports.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Runs an entry target: an ordinary call, on a thread on which a loop in virtual time was put. */
final class EntryRun {
    private final EventLoop loop;
    private final Endings endings;
    private final LoopDirector director;
    private final Probe probe;
    private final List<String> uncaught = new ArrayList<>();

    private EntryRun(Script script, EventLoop loop) {
        this.loop = loop;
        endings = new Endings(script, false);
        director = new LoopDirector(script, endings, loop, loop::execute, this::cancel);
        probe = new Probe(director);
        loop.onUncaught((source, failure) -> uncaught.add(source + ": " + failure));
    }

    @SuppressWarnings("try") // the loop is there as long as the block runs
    static Outcome of(Target target, Script script) {
        var time = new VirtualTime();
        try (var loop = EventLoop.create(time, time);
                var placed = EntryLoop.of(loop).putOnThread()) {
            return new EntryRun(script, loop).outcome(target);
        }
    }

    /** The body of the entry is the loop's first task. */
    private void cancel(String reason) {
        loop.tasks().iterator().next().cancel(reason);
    }

    private Outcome outcome(Target target) {
        String ending = ending(target);
        if (!uncaught.isEmpty()) {
            ending += ", uncaught: " + uncaught;
        }
        return new Outcome(ending, probe.effects(), probe.steps(), director.suspensions());
    }

    private String ending(Target target) {
        try {
            return Outcome.returned(target.call(probe));
        } catch (CancellationException e) {
            return Outcome.cancelled(e.getMessage());
        } catch (Throwable t) {
            return Outcome.threw(t, endings);
        }
    }
}
