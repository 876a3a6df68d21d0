package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The items of a stream for each item, one stream after the other, as by {@code emitAll}: those items do not pass here. */
final class FlatMap<T, R> extends Operator<R> {
    private static final int ASKING = OWN;

    /** Another stream gives the items; where it ends, the outcome is {@code FALSE}. */
    private static final int INSIDE = OWN + 1;

    private final Function<? super T, AsyncStream<R>> f;
    private final StreamFrame<T> source;

    FlatMap(AsyncStream<T> stream, Function<? super T, AsyncStream<R>> f) {
        this.f = f;
        source = ((StreamFrame<T>) stream).use();
    }

    @Override
    @Nullable
    Object step(int at, @Nullable Object outcome, FrameDriver driver) throws Throwable {
        int depth = Suspension.depth(driver);
        Object given = at == ASKING ? outcome : source.pull(driver, depth);
        if (given == SUSPENDED) {
            return suspended(ASKING, driver);
        }
        if (given != Boolean.TRUE) {
            return false;
        }
        AsyncStream<R> inner =
                Objects.requireNonNull(f.apply(source.current()), "the function of flatMap returned null");
        Object delegated = Suspension.emitAll(inner, this, driver, depth);
        state = INSIDE;
        return delegated;
    }

    @Override
    @Nullable
    Object closeSources(FrameDriver driver, int depth) throws Throwable {
        return source.close(driver, depth);
    }

    @Override
    public String streamName() {
        return "flatMap of " + source.streamName();
    }
}
