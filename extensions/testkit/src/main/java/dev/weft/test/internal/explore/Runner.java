package dev.weft.test.internal.explore;

import dev.weft.EventLoop;
import dev.weft.test.internal.choice.Choices;
import dev.weft.test.internal.choice.Deviations;
import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Script;
import dev.weft.test.internal.choice.Trail;
import dev.weft.test.internal.world.Settings;
import dev.weft.test.internal.world.World;
import dev.weft.test.internal.world.World.Subject;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Runs a test again and again, each time in a new world. Owned by one thread; the watch may look from another. */
final class Runner {
    private final Subject subject;
    private final Trail trail = new Trail();

    /** When the current run began, by {@link System#nanoTime}. */
    private volatile long runningSince = System.nanoTime();

    private volatile @Nullable World world;
    private volatile boolean abandoned;
    private int runs;

    Runner(Subject subject) {
        this.subject = subject;
    }

    /** Returns the number of runs so far. */
    int runs() {
        return runs;
    }

    /** Returns when the current run began. Any thread. */
    long runningSince() {
        return runningSince;
    }

    /** Ends the current run, and lets no further one begin. Any thread. */
    void abandon() {
        abandoned = true;
        World now = world;
        if (now != null) {
            now.abandon();
        }
    }

    /** Returns the loop of the current run. Any thread. */
    @Nullable
    EventLoop loop() {
        World now = world;
        return now == null ? null : now.loop();
    }

    /** Runs without choices. */
    RunResult runOnce(Settings settings) {
        return run(settings, Choices.none(), false);
    }

    RunResult run(Settings settings, Guide guide) {
        trail.clear();
        return run(settings, new Choices(guide, trail), false);
    }

    /** Runs a schedule and records each event. The trail of the result is its own. */
    RunResult runInDetail(Settings settings, Deviations schedule) {
        return run(settings, new Choices(new Script(schedule), new Trail()), true);
    }

    private RunResult run(Settings settings, Choices choices, boolean detailed) {
        if (abandoned) {
            throw new CancellationException("nobody waits for further runs");
        }
        runs++;
        World now = new World(settings, choices, detailed);
        world = now;
        runningSince = System.nanoTime();
        Throwable failure = now.run(subject);
        return new RunResult(failure, choices.trail(), now.journal(), now.hasUsedRandom(), now.treeAtFailure());
    }
}
