package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A suspended task keeps alive nothing that its source can no longer reach, and all that it can. */
@Timeout(120)
class RetentionTest {
    private static final int SIZE = 100_000;

    private final List<WeakReference<Object>> seen = new ArrayList<>();
    private final Program program = new Program();

    private byte[] tracked() {
        byte[] object = new byte[SIZE];
        seen.add(new WeakReference<>(object));
        return object;
    }

    /** Suspends it at the gate, and looks what is collected while it waits there. */
    private void assertCollected(int objects, Coroutine<Integer> c) {
        var task = program.started(c);
        assertTrue(program.isWaiting(), "it is suspended");
        assertEquals(objects, seen.size());
        for (int i = 0; i < objects; i++) {
            assertTrue(isCollected(seen.get(i)), "object " + i + " is kept alive");
        }
        program.open();
        program.settle();
        assertEquals(SIZE, task.resultNow());
        program.close();
    }

    private static boolean isCollected(WeakReference<?> reference) {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
        }
        return reference.get() == null;
    }

    @Async
    private Coroutine<Integer> deadLocal() {
        byte[] dead = tracked();
        int length = dead.length;
        await(program.gate());
        return result(length);
    }

    @Test
    void deadLocalIsCollected() {
        assertCollected(1, deadLocal());
    }

    @Async
    private Coroutine<Integer> deadAfterEarlierSuspension() {
        byte[] dead = tracked();
        await(yieldNow());
        int length = dead.length;
        await(program.gate());
        return result(length);
    }

    @Test
    void localThatDiedAfterAnEarlierSuspensionIsCollected() {
        assertCollected(1, deadAfterEarlierSuspension());
    }

    @Async
    private Coroutine<Integer> parameter(byte[] dead) {
        int length = dead.length;
        await(program.gate());
        return result(length);
    }

    @Test
    void deadParameterIsCollected() {
        assertCollected(1, parameter(tracked()));
    }

    @Async
    private Coroutine<Integer> outer() {
        return result(await(parameter(tracked())));
    }

    @Test
    void argumentsOfAnAwaitedCallAreCollected() {
        assertCollected(1, outer());
    }

    @Async
    private Coroutine<Integer> setToNull() {
        byte[] object = tracked();
        int length = object.length;
        object = null;
        await(program.gate());
        return result(length + (object == null ? 0 : 1));
    }

    @Test
    void localSetToNullIsCollected() {
        assertCollected(1, setToNull());
    }

    @Async
    private Coroutine<Integer> earlierIterations() {
        byte[] object = null;
        int length = 0;
        for (int i = 0; i < 3; i++) {
            object = tracked();
            length = object.length;
            await(yieldNow());
            length = object.length;
        }
        await(program.gate());
        return result(length);
    }

    @Test
    void objectsOfEarlierIterationsAreCollected() {
        assertCollected(3, earlierIterations());
    }

    @Async
    private Coroutine<Integer> inScope() {
        int length;
        {
            Object text = tracked();
            await(yieldNow());
            length = ((byte[]) text).length;
        }
        {
            Object other = "in the same slot";
            await(program.gate());
            return result(length + other.hashCode() - other.hashCode());
        }
    }

    @Test
    void objectsOutOfScopeAreCollected() {
        assertCollected(1, inScope());
    }

    @Async
    private Coroutine<Integer> onTheStack() {
        int length = Math.max(tracked().length, await(gateThen(1)));
        return result(length);
    }

    @Async
    private Coroutine<Integer> gateThen(int value) {
        await(program.gate());
        return result(value);
    }

    @Test
    void operandThatWasConsumedIsCollected() {
        assertCollected(1, onTheStack());
    }

    @Async
    private Coroutine<Integer> caught() {
        int length = 0;
        try {
            await(yieldNow());
            throw new Carrier(tracked());
        } catch (Carrier e) {
            length = e.object.length;
        }
        await(program.gate());
        return result(length);
    }

    private static final class Carrier extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient byte[] object;

        Carrier(byte[] object) {
            this.object = object;
        }
    }

    @Test
    void exceptionThatWasHandledIsCollected() {
        assertCollected(1, caught());
    }

    @Async
    private Coroutine<byte[]> yielding(byte[] object) {
        await(yieldNow());
        return result(object);
    }

    @Async
    private Coroutine<Integer> resultOfAwait() {
        int length = await(yielding(tracked())).length;
        await(program.gate());
        return result(length);
    }

    @Test
    void resultThatWasUsedUpIsCollected() {
        assertCollected(1, resultOfAwait());
    }

    @Async
    private Coroutine<Integer> kept() {
        byte[] local = tracked();
        Function<byte[], Integer> length = bytes -> bytes.length;
        await(yieldNow());
        await(program.gate());
        return result(length.apply(local));
    }

    @Test
    void liveLocalIsKept() {
        var task = program.started(kept());
        System.gc();
        assertNotNull(seen.get(0).get());
        program.open();
        program.settle();
        assertEquals(SIZE, task.resultNow());
        program.close();
    }

    @Async
    private static Coroutine<Void> manyAwaits(int times) {
        for (int i = 0; i < times; i++) {
            byte[] large = new byte[SIZE];
            await(yieldNow());
            if (large.length != SIZE) {
                return done();
            }
        }
        return done();
    }

    @Async
    private CompletableFuture<Integer> hot(CompletableFuture<Integer> first, CompletableFuture<Integer> second) {
        byte[] dead = tracked();
        int length = dead.length + await(first);
        dead = tracked();
        length += dead.length - SIZE;
        return CompletableFuture.completedFuture(length + await(second));
    }

    @Test
    void hotMethodKeepsNothingThatIsDead() {
        var first = new CompletableFuture<Integer>();
        var second = new CompletableFuture<Integer>();
        var task = hot(first, second);
        assertTrue(isCollected(seen.get(0)), "at the first suspension");
        first.complete(0);
        assertTrue(isCollected(seen.get(1)), "at the second suspension");
        second.complete(0);
        assertEquals(SIZE, task.join());
    }

    /** 10 GB in all: it would not fit if iterations were kept. */
    @Test
    void loopHoldsConstantMemory() {
        Program.run(() -> manyAwaits(100_000));
    }

    /** Looks at the heap from time to time: what a loop of a million awaits left behind would be tens of megabytes. */
    private final class Heap {
        private static final int MILLION = 1_000_000;
        private static final long BOUND = 8L << 20;

        private long early;

        void look(int round) {
            if (round == MILLION / 10) {
                early = used();
            } else if (round == MILLION - 1) {
                long grown = used() - early;
                assertTrue(grown < BOUND, () -> "the heap grew by " + grown + " bytes");
            }
        }

        private static long used() {
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }

    @Async
    private Coroutine<Integer> aMillionAwaits(Heap heap) {
        Integer last = 0;
        for (int i = 0; i < Heap.MILLION; i++) {
            var fresh = new int[] {i, i, i, i};
            last = await(after(fresh, i % 3 == 0));
            heap.look(i);
        }
        return result(last);
    }

    @Async
    private static Coroutine<Integer> after(int[] fresh, boolean suspends) {
        if (suspends) {
            await(yieldNow());
        }
        return result(fresh[0]);
    }

    @Test
    void aMillionAwaitsInOneLoopHoldConstantMemory() {
        assertEquals(Heap.MILLION - 1, Program.run(() -> aMillionAwaits(new Heap())));
    }

    private CompletableFuture<int[]> next = new CompletableFuture<>();

    @Async
    private CompletableFuture<Integer> aMillionAwaitsOfStages(Heap heap) {
        Integer last = 0;
        for (int i = 0; i < Heap.MILLION; i++) {
            last = await(next)[0];
            next = new CompletableFuture<>();
            heap.look(i);
        }
        return CompletableFuture.completedFuture(last);
    }

    /** Without a loop: each completion resumes the method, which makes the next stage. */
    @Test
    void aMillionAwaitsInOneLoopOfAHotMethodHoldConstantMemory() {
        var sum = aMillionAwaitsOfStages(new Heap());
        for (int i = 0; i < Heap.MILLION; i++) {
            next.complete(new int[] {i, i, i, i});
        }
        assertEquals(Heap.MILLION - 1, sum.join());
    }
}
