package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A million awaits inside one another on an ordinary thread stack: calls that are fused, and calls that are not. */
@Tag("jdk")
@Timeout(120)
class DepthTest {
    private static final int MILLION = 1_000_000;

    private static final class Bottom extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Bottom() {
            super(null, null, false, false);
        }
    }

    /** What happens at the bottom: it returns, suspends first, or throws. */
    enum Leaf {
        READY,
        SUSPENDS,
        THROWS
    }

    @Async
    static Coroutine<Integer> leaf(Leaf leaf) {
        if (leaf != Leaf.READY) {
            await(yieldNow());
        }
        if (leaf == Leaf.THROWS) {
            throw new Bottom();
        }
        return result(0);
    }

    @Async
    static Coroutine<Integer> self(int depth, long wide, Leaf leaf) {
        if (depth == 0) {
            return leaf(leaf);
        }
        int below = await(self(depth - 1, wide + 1, leaf));
        return result(below + 1);
    }

    @Async
    private Coroutine<Integer> even(int depth, Leaf leaf) {
        int below = depth == 0 ? await(leaf(leaf)) : await(odd(depth - 1, leaf)) + 1;
        return result(below);
    }

    @Async
    private Coroutine<Integer> odd(int depth, Leaf leaf) {
        return result(1 + await(even(depth - 1, leaf)));
    }

    @Async
    Coroutine<Integer> overridable(int depth, Leaf leaf) {
        return result(depth == 0 ? await(leaf(leaf)) : 1 + await(overridable(depth - 1, leaf)));
    }

    @Async
    static CompletableFuture<Integer> hot(int depth, CompletableFuture<Integer> leaf) {
        return CompletableFuture.completedFuture(await(below(depth, leaf)));
    }

    @Async
    private static Coroutine<Integer> below(int depth, CompletableFuture<Integer> leaf) {
        return result(depth == 0 ? await(leaf) : 1 + await(below(depth - 1, leaf)));
    }

    @Test
    void selfRecursion() {
        assertEquals(MILLION, Program.run(() -> self(MILLION, 1L << 40, Leaf.READY)));
        assertEquals(MILLION, Program.run(() -> self(MILLION, 1L << 40, Leaf.SUSPENDS)));
        assertThrows(Bottom.class, () -> Program.run(() -> self(MILLION, 1L << 40, Leaf.THROWS)));
    }

    @Test
    void recursionOfTwoMethods() {
        assertEquals(MILLION, Program.run(() -> even(MILLION, Leaf.READY)));
        assertEquals(MILLION, Program.run(() -> even(MILLION, Leaf.SUSPENDS)));
        assertThrows(Bottom.class, () -> Program.run(() -> even(MILLION, Leaf.THROWS)));
    }

    @Test
    void recursionThroughAMethodThatMayBeOverridden() {
        assertEquals(MILLION, Program.run(() -> overridable(MILLION, Leaf.READY)));
        assertEquals(MILLION, Program.run(() -> overridable(MILLION, Leaf.SUSPENDS)));
        assertThrows(Bottom.class, () -> Program.run(() -> overridable(MILLION, Leaf.THROWS)));
    }

    @Test
    void belowAHotMethodThatHasNoLoop() {
        assertEquals(MILLION, hot(MILLION, CompletableFuture.completedFuture(0)).join());
        var later = new CompletableFuture<Integer>();
        var suspended = hot(MILLION, later);
        later.complete(0);
        assertEquals(MILLION, suspended.join());
    }

    /** Each failure leaves the count of depth too high; it is right again when the driver has been reached. */
    @Test
    void failuresInALoopDoNotAddUp() {
        assertEquals(10_000, Program.run(() -> failures(10_000)));
    }

    @Async
    private static Coroutine<Integer> failures(int times) {
        int caught = 0;
        for (int i = 0; i < times; i++) {
            try {
                await(thrower(20));
            } catch (Bottom expected) {
                caught++;
            }
        }
        return result(caught);
    }

    @Async
    private static Coroutine<Integer> thrower(int depth) {
        if (depth == 0) {
            throw new Bottom();
        }
        return result(await(thrower(depth - 1)) + 1);
    }
}
