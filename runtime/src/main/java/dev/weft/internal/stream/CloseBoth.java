package dev.weft.internal.stream;

import dev.weft.abi.Closing;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import org.jspecify.annotations.Nullable;

/** Closes two streams one after the other, the second one whatever the first has thrown. */
final class CloseBoth extends Frame<Void> {
    private static final int FIRST = 1;
    private static final int SECOND = 2;

    private final StreamFrame<?> first;
    private final StreamFrame<?> second;

    /** What the first one has thrown. */
    private @Nullable Throwable failure;

    CloseBoth(StreamFrame<?> first, StreamFrame<?> second) {
        this.first = first;
        this.second = second;
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        int at = state;
        if (at != SECOND) {
            try {
                Object given = at == FIRST ? Suspension.resumed(driver) : first.close(driver, Suspension.depth(driver));
                if (given == SUSPENDED) {
                    return suspended(FIRST, driver);
                }
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }
        try {
            Object given = at == SECOND ? Suspension.resumed(driver) : second.close(driver, Suspension.depth(driver));
            if (given == SUSPENDED) {
                return suspended(SECOND, driver);
            }
        } catch (Throwable thrown) {
            failure = failure == null ? thrown : Closing.failure(failure, thrown);
        }
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    private Object suspended(int at, FrameDriver driver) {
        state = at;
        Suspension.suspend(this, driver);
        return SUSPENDED;
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }
}
