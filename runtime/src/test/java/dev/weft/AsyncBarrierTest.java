package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncBarrier;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;

/** Barriers. Some are after the test suites of asyncio, AnyIO and Trio. */
class AsyncBarrierTest extends LoopFixture {
    private Task<Integer> arrive(AsyncBarrier barrier) {
        return loop.start(barrier.arrive());
    }

    @Test
    void aBarrierLetsAllGoTogetherAgainAndAgain() {
        AsyncBarrier barrier = new AsyncBarrier(2);
        assertEquals(List.of(0, 1), run(Weft.gather(barrier.arrive(), barrier.arrive())));
        assertEquals(List.of(0, 1), run(Weft.gather(barrier.arrive(), barrier.arrive())));
        Task<Integer> alone = loop.start(barrier.arrive());
        runReady();
        assertEquals("barrier: 1 of 2 have arrived", barrier.toString());
        alone.cancel();
        runReady();
        Task<Integer> next = loop.start(barrier.arrive());
        runReady();
        assertFalse(next.isDone(), next::toString);
        barrier.reset();
        assertThrows(BrokenBarrierException.class, () -> run(next));
        assertFalse(barrier.isBroken(), barrier::toString);
        barrier.abort();
        assertTrue(barrier.isBroken(), barrier::toString);
        assertThrows(BrokenBarrierException.class, () -> run(barrier.arrive()));
    }

    @Test
    void aCancelledArrivalHasNotArrived() {
        AsyncBarrier barrier = new AsyncBarrier(2);
        Task<Integer> first = loop.start(barrier.arrive());
        runReady();
        first.cancel();
        runReady();
        Task<Integer> second = loop.start(barrier.arrive());
        runReady();
        assertFalse(second.isDone(), second::toString);
        assertEquals(1, run(barrier.arrive()));
        assertEquals(0, run(second));
    }

    @Test
    void anAbortedBarrierStaysBrokenUntilItIsReset() {
        AsyncBarrier barrier = new AsyncBarrier(2);
        Task<Integer> waits = loop.start(barrier.arrive());
        runReady();
        barrier.abort();
        assertThrows(BrokenBarrierException.class, () -> run(waits));
        assertThrows(BrokenBarrierException.class, () -> run(barrier.arrive()));
        assertTrue(barrier.isBroken(), barrier::toString);
        barrier.reset();
        assertFalse(barrier.isBroken(), barrier::toString);
        assertEquals(List.of(0, 1), run(Weft.gather(barrier.arrive(), barrier.arrive())));
    }

    @Test
    void aResetBreaksOnlyWhoWaitsAndTheNextRoundIsWhole() {
        AsyncBarrier barrier = new AsyncBarrier(3);
        Task<Integer> a = arrive(barrier);
        Task<Integer> b = arrive(barrier);
        runReady();
        loop.execute(barrier::reset);
        List<Task<Integer>> next = List.of(arrive(barrier), arrive(barrier), arrive(barrier));
        runReady();
        assertEquals(List.of(a.exceptionNow(), b.exceptionNow()), uncaught.take(), "nobody has awaited them yet");
        assertThrows(BrokenBarrierException.class, () -> run(a));
        assertThrows(BrokenBarrierException.class, () -> run(b));
        assertEquals(List.of(0, 1, 2), next.stream().map(Task::resultNow).toList());
        assertFalse(barrier.isBroken(), barrier::toString);
    }

    @Test
    void aResetOrAbortAfterTheLastArrivalDoesNotTakeItBack() {
        AsyncBarrier barrier = new AsyncBarrier(2);
        Task<Integer> a = arrive(barrier);
        runReady();
        Task<Object> last = loop.start(script("last").await(barrier.arrive()).then(v -> {
            barrier.abort();
            return v;
        }));
        runReady();
        assertEquals(List.of(0, 1), List.of(run(a), run(last)));
        assertTrue(barrier.isBroken(), barrier::toString);
    }

    @Test
    void aCancelledArrivalTogetherWithTheLastOneHasArrived() {
        AsyncBarrier barrier = new AsyncBarrier(2);
        Task<Integer> a = arrive(barrier);
        runReady();
        Task<Object> last = loop.start(script("last").await(barrier.arrive()).then(v -> a.cancel()));
        runReady();
        assertEquals(0, a.resultNow());
        assertEquals(true, last.resultNow());
    }

    @Test
    void aBarrierOfOneLetsEachThrough() {
        AsyncBarrier barrier = new AsyncBarrier(1);
        assertEquals(List.of(0, 0), run(Weft.gather(barrier.arrive(), barrier.arrive())));
        assertThrows(IllegalArgumentException.class, () -> new AsyncBarrier(0));
    }
}
