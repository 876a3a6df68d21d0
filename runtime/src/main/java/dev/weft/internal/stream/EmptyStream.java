package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import org.jspecify.annotations.Nullable;

/** A stream without items. */
public final class EmptyStream<T> extends StreamFrame<T> {
    /** Returns a stream without items. */
    public static <T> AsyncStream<T> of() {
        return new EmptyStream<>();
    }

    @Override
    protected Object advance(FrameDriver driver) {
        return false;
    }

    @Override
    protected boolean isWithoutItems() {
        return true;
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }

    @Override
    public String streamName() {
        return "end()";
    }
}
