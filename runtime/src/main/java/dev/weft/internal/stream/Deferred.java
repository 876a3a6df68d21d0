package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A stream that is made when its first item is asked for, and takes the place of this one then. */
final class Deferred<T> extends StreamFrame<T> {
    private final Supplier<AsyncStream<T>> supplier;

    Deferred(Supplier<AsyncStream<T>> supplier) {
        this.supplier = supplier;
    }

    @Override
    protected Object advance(FrameDriver driver) {
        AsyncStream<T> made = Objects.requireNonNull(supplier.get(), "the supplier of AsyncStream.defer returned null");
        return Suspension.tail(made, this, driver, "defer");
    }

    @Override
    protected boolean catches() {
        return false;
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }

    @Override
    public String streamName() {
        return "AsyncStream.defer";
    }
}
