package dev.weft.test.internal.world;

import dev.weft.ports.Poller;
import dev.weft.test.Foreign;
import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Kind;
import dev.weft.test.internal.report.AwaitTree;
import dev.weft.test.internal.report.VirtualDuration;

/**
 * Decides when events arrive and time passes. If nothing is ready, one of these happens, the first that can: a task goes on
 * that let time pass and whose time has come; blocking work runs; the tasks go on that wait for the others to wait; time
 * passes. If none can, other threads are waited for if the test says so; otherwise it is a deadlock.
 */
final class SimPoller implements Poller {
    /** While a task awaits something of another thread, time passes after so much real idleness. */
    private static final long IDLE_MILLIS = 1_000;

    /** A slow step does not take longer than this, if it passes more than one timer: a day. */
    private static final long FARTHEST = 86_400_000_000_000L;

    /** While something is ready, blocking work runs at the latest after so many polls. */
    private static final int POLLS_PER_WORK = 256;

    private final World world;
    private final TimeWaits waits;
    private boolean autoAdvance = true;

    /** The number of polls in which blocking work could have run while something else was ready. */
    private int pollsWithWork;

    /** How far the next poll lets time pass: so many times as far as the first timer; 0 if it does not. */
    private int passesNow;

    SimPoller(World world, TimeWaits waits) {
        this.world = world;
        this.waits = waits;
    }

    void autoAdvance(boolean on) {
        autoAdvance = on;
    }

    /** Returns whether time may pass though something is ready. */
    boolean mayTimePass() {
        return autoAdvance && !world.choices.isStopped() && !waits.isSomeoneSettling() && untilAdvance() > 0;
    }

    /**
     * The next poll lets time pass: the schedule wants it.
     *
     * @param times how many times as far as the first timer
     */
    void timePassesNow(int times) {
        passesNow = times;
    }

    @Override
    public void poll(long nanos) {
        world.checkForeign();
        if (passesNow > 0) {
            long far = Math.min(nanos, FARTHEST) * passesNow;
            passesNow = 0;
            pass(Math.min(Math.max(nanos, far), untilAdvance()));
        } else if (nanos == 0) {
            letWorkRun();
        } else {
            world.betweenSteps();
            if (!world.isBackgroundOver()) {
                nothingIsReady(nanos);
            }
        }
    }

    /** While nodes are ready, blocking work may end. */
    private void letWorkRun() {
        int pending = world.stepped.pending();
        if (pending > 0 && ++pollsWithWork % POLLS_PER_WORK == 0) {
            runWork(0); // a real loop would not starve it either
        } else if (pending > 0) {
            int chosen = world.choices.choose(Kind.ARRIVAL, 1 + pending, Guide.Ids.NONE);
            if (chosen > 0) {
                world.journal.deviates(() -> "");
                runWork(chosen - 1);
            }
        }
    }

    private void nothingIsReady(long nanos) {
        // Work that ended before this look has woken the loop, and what ends behind it will.
        boolean free = world.free != null && world.free.isUnderWay();
        if (world.free != null && world.foreign.wasWoken()) {
            return;
        }
        long now = world.clock.nanoTime();
        if (waits.earliest() <= now) {
            waits.wakeAt(now);
            return;
        }
        int pending = world.stepped.pending();
        if (pending == 0 && !free && waits.isSettledAwaited()) {
            waits.wakeSettled();
            return;
        }
        if (world.isWithoutTime()) {
            if (pending > 0) {
                runWork(0);
            } else if (!free || !waitsForOthers(true, false)) {
                world.loop.stop();
            }
            return;
        }
        boolean canPass =
                !waits.isSomeoneSettling() && (waits.isSomeoneAdvancing() || (autoAdvance && nanos != Long.MAX_VALUE));
        if (pending > 0) {
            int chosen = world.choices.choose(Kind.ARRIVAL, canPass ? pending + 1 : pending, Guide.Ids.NONE);
            if (chosen != 0) {
                world.journal.deviates(() -> "");
            }
            if (chosen < pending) {
                runWork(chosen);
                return;
            }
        }
        if (!waitsForOthers(free, canPass)) {
            if (!canPass) {
                throw world.ends(new RunFailure(RunFailure.Kind.DEADLOCK, deadlock(nanos != Long.MAX_VALUE)));
            }
            pass(Math.min(nanos, untilAdvance()));
        }
    }

    private long untilAdvance() {
        long earliest = waits.earliest();
        return earliest == TimeWaits.NEVER ? Long.MAX_VALUE : earliest - world.clock.nanoTime();
    }

    private void pass(long nanos) {
        if (nanos > Long.MAX_VALUE - world.clock.nanoTime()) {
            throw world.ends(new RunFailure(
                    RunFailure.Kind.DEADLOCK,
                    "DEADLOCK: all wait for longer than virtual time lasts, 292 years\n" + AwaitTree.of(world.loop)));
        }
        world.clock.advance(nanos);
        world.journal.note(() -> "time passes " + VirtualDuration.of(nanos), world.clock.nanoTime());
    }

    private void runWork(int i) {
        world.journal.note(() -> "blocking work runs", world.clock.nanoTime());
        world.stepped.run(i);
    }

    /** Waits for other threads in real time, if there may be any. Returns false if time is to pass, or if it is a deadlock. */
    private boolean waitsForOthers(boolean free, boolean canPass) {
        boolean foreign = world.settings.foreign() == Foreign.WAIT && !world.isClosing();
        boolean holdsTime = !waits.isSomeoneAdvancing() && foreign && world.isForeignAwaited();
        if (!free && !holdsTime && !(foreign && !canPass)) {
            return false;
        }
        try {
            return world.foreign.await(canPass && !free ? IDLE_MILLIS : Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw world.ends(new RunFailure(RunFailure.Kind.INTERRUPTED, "", "interrupted while nothing was ready", e));
        }
    }

    private String deadlock(boolean timerIsSet) {
        String why = timerIsSet
                ? "DEADLOCK: time stands still (autoAdvance is off)"
                : "DEADLOCK: nothing is ready, and no timer is set";
        String remedy = world.settings.foreign() == Foreign.REFUSE
                ? "\nif another thread is to wake it: @WeftTest(foreign = Foreign.WAIT)"
                : "";
        return why + "\n" + AwaitTree.of(world.loop) + remedy;
    }

    @Override
    public void wakeUp() {
        world.foreign.wakeUp();
    }
}
