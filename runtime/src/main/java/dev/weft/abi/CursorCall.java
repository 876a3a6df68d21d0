package dev.weft.abi;

import org.jspecify.annotations.Nullable;

/**
 * The coroutine of {@code next()} or {@code closeAsync()}. Woven code that awaits the call at once makes none.
 *
 * <p>{@code stream} is null once awaited. Owned by the thread that runs the task.
 */
final class CursorCall<R> extends Activation<R> {
    private @Nullable StreamFrame<?> stream;
    private final boolean goesOn;

    CursorCall(StreamFrame<?> stream, boolean goesOn) {
        this.stream = stream;
        this.goesOn = goesOn;
    }

    @Override
    protected @Nullable Object start(FrameDriver driver) throws Throwable {
        StreamFrame<?> called = stream;
        if (called == null) {
            throw alreadyUsed();
        }
        stream = null;
        int depth = Suspension.depth(driver);
        return goesOn ? called.next(driver, depth) : called.close(driver, depth);
    }

    @Override
    public String toString() {
        return (goesOn ? "next()" : "closeAsync()") + (stream == null ? " (used)" : " of " + stream.streamName());
    }
}
