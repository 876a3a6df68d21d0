package dev.weft.abi;

import org.jspecify.annotations.Nullable;

/**
 * Closes a stream from the driver, since too many calls were inside one another, or others must run. If the task is cancelled
 * meanwhile, the stream is closed all the same, and the error thrown then.
 */
final class LateClose extends Frame<Void> {
    private static final int PUT_OFF = 1;
    private static final int CLOSING = 2;

    private final StreamFrame<?> stream;
    private @Nullable Throwable error;

    LateClose(StreamFrame<?> stream) {
        this.stream = stream;
        state = PUT_OFF;
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        try {
            Suspension.resumed(driver);
        } catch (Throwable thrown) {
            note(thrown);
        }
        if (state == PUT_OFF) {
            state = CLOSING;
            try {
                if (stream.close(driver, Suspension.depth(driver)) == SUSPENDED) {
                    Suspension.suspend(this, driver);
                    return SUSPENDED;
                }
            } catch (Throwable thrown) {
                note(thrown);
            }
        }
        if (error != null) {
            throw error;
        }
        return null;
    }

    private void note(Throwable thrown) {
        error = error == null ? thrown : Closing.failure(error, thrown);
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }
}
