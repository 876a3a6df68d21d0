package dev.weft.test.internal.world;

import dev.weft.ports.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** Virtual time, in nanoseconds since the run began. It never goes back. */
final class SimClock implements Clock, InstantSource {
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    private volatile long now;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public boolean isRealTime() {
        return false;
    }

    /** Moves the time. By the run's thread only, so no update is lost. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void advance(long nanos) {
        now += nanos;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(now);
    }
}
