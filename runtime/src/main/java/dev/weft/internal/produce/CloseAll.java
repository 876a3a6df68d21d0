package dev.weft.internal.produce;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes streams one after the other, each whatever the others have thrown. Owned by the thread that runs the task. */
final class CloseAll extends Frame<Void> {
    private final ArrayDeque<StreamFrame<?>> left;
    private @Nullable Throwable failure;

    CloseAll(List<StreamFrame<?>> streams) {
        left = new ArrayDeque<>(streams);
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        if (state > 0) {
            try {
                Suspension.resumed(driver);
            } catch (Throwable thrown) {
                note(thrown);
            }
        }
        int depth = Suspension.depth(driver);
        StreamFrame<?> next;
        while ((next = left.poll()) != null) {
            try {
                if (next.close(driver, depth) == SUSPENDED) {
                    state = 1;
                    Suspension.suspend(this, driver);
                    return SUSPENDED;
                }
            } catch (Throwable thrown) {
                note(thrown);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    private void note(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        } else if (failure != thrown) {
            failure.addSuppressed(thrown);
        }
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }
}
