package dev.weft.abi;

import org.jspecify.annotations.Nullable;

/** Waits until a stream has cleaned up that had to suspend for it, and decides what its closing throws. */
final class ClosingStream extends Frame<Void> {
    private final StreamFrame<?> stream;

    ClosingStream(StreamFrame<?> stream) {
        this.stream = stream;
        state = 1;
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        try {
            Suspension.resumed(driver);
        } catch (Throwable thrown) {
            stream.closed(thrown);
            return null;
        }
        stream.ended();
        return null;
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }
}
