package dev.weft.test.internal.world;

import dev.weft.EventLoop;
import dev.weft.ports.IoWait;
import java.util.ArrayList;
import java.util.List;

/** Who waits for the simulation itself: for virtual time to come, or for the others to wait. Owned by the loop's thread. */
final class TimeWaits {
    /** No time to wait for. */
    static final long NEVER = Long.MAX_VALUE;

    private final List<IoWait> settled = new ArrayList<>();
    private final List<Advance> advances = new ArrayList<>();

    /** A task that lets time pass up to {@code until}. */
    record Advance(IoWait arrival, long until) {}

    IoWait newSettled(EventLoop loop) {
        IoWait wait = IoWait.on(loop);
        settled.add(wait);
        return wait;
    }

    Advance newAdvance(EventLoop loop, long until) {
        Advance advance = new Advance(IoWait.on(loop), until);
        advances.add(advance);
        return advance;
    }

    void end(IoWait wait) {
        settled.remove(wait);
    }

    void end(Advance advance) {
        advances.remove(advance);
    }

    /** Returns whether somebody waits for the others to wait, or was woken and has not gone on yet. */
    boolean isSomeoneSettling() {
        return !settled.isEmpty();
    }

    /** Returns whether somebody waits for the others to wait. */
    boolean isSettledAwaited() {
        for (IoWait wait : settled) {
            if (wait.isWaiting()) {
                return true;
            }
        }
        return false;
    }

    /** Wakes all that wait for the others to wait. */
    void wakeSettled() {
        settled.stream().filter(IoWait::isWaiting).forEach(IoWait::wake);
    }

    boolean isSomeoneAdvancing() {
        return earliest() != NEVER;
    }

    /** Returns the earliest time that a task waits for; {@link #NEVER} if there is none. */
    long earliest() {
        long earliest = NEVER;
        for (Advance advance : advances) {
            if (advance.arrival.isWaiting()) {
                earliest = Math.min(earliest, advance.until);
            }
        }
        return earliest;
    }

    /** Wakes those whose time has come. */
    void wakeAt(long now) {
        for (Advance advance : advances) {
            if (advance.until <= now && advance.arrival.isWaiting()) {
                advance.arrival.wake();
            }
        }
    }
}
