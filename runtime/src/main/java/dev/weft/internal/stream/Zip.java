package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Pairs of items of two streams. They are asked one after the other, so it needs no loop. */
final class Zip<A, B, R> extends Operator<R> {
    private static final int ASKING_A = OWN;
    private static final int ASKING_B = OWN + 1;

    private final StreamFrame<A> a;
    private final StreamFrame<B> b;
    private final BiFunction<? super A, ? super B, ? extends R> f;

    Zip(AsyncStream<A> a, AsyncStream<B> b, BiFunction<? super A, ? super B, ? extends R> f) {
        this.a = ((StreamFrame<A>) a).use();
        this.b = ((StreamFrame<B>) b).use();
        this.f = f;
    }

    @Override
    @Nullable
    Object step(int at, @Nullable Object outcome, FrameDriver driver) throws Throwable {
        int depth = Suspension.depth(driver);
        Object given = outcome;
        if (at != ASKING_B) {
            if (at != ASKING_A) {
                given = a.pull(driver, depth);
            }
            if (given == SUSPENDED) {
                return suspended(ASKING_A, driver);
            }
            if (given != Boolean.TRUE) {
                return end(driver, depth);
            }
            given = b.pull(driver, depth);
        }
        if (given == SUSPENDED) {
            return suspended(ASKING_B, driver);
        }
        return given == Boolean.TRUE ? give(f.apply(a.current(), b.current())) : end(driver, depth);
    }

    @Override
    @Nullable
    Object closeSources(FrameDriver driver, int depth) throws Throwable {
        return Suspension.await(new CloseBoth(a, b), driver, depth);
    }

    @Override
    public String streamName() {
        return "zip of " + a.streamName() + " and " + b.streamName();
    }
}
