package dev.weft.test.faults;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.waitFirst;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.test.Explore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Faults of the runtime that are a matter of order: in each order the right thing happens. */
class ExploredFaultsTest {
    private static final int ITEMS = 20;

    /** Takes what is there, and puts it back: it never has to wait. */
    @Async
    private static Coroutine<Void> turnsOver(AsyncQueue<Integer> queue, List<Integer> inHand) {
        while (true) {
            Integer item = await(queue.take());
            inHand.add(item);
            await(queue.put(item));
            inHand.remove(item);
        }
    }

    @Async
    private static Coroutine<Void> takesAndReturns(AsyncSemaphore semaphore) {
        while (true) {
            try (var permit = await(semaphore.acquire())) {
                assertNotNull(permit);
                await(done());
            }
        }
    }

    @Async
    private static Coroutine<Void> cancelsAfter(int turns, Task<?> task) {
        for (int i = 0; i < turns; i++) {
            await(yieldNow());
        }
        task.cancel();
        return done();
    }

    @Explore(schedules = 300)
    void aLoopOverReadyThingsIsCancelledAndLosesNothing() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(ITEMS + 2);
        for (int i = 0; i < ITEMS; i++) {
            queue.tryPut(i);
        }
        AsyncSemaphore semaphore = new AsyncSemaphore(2);
        List<Integer> inHand = new ArrayList<>();
        Task<Void> turns = start(turnsOver(queue, inHand), "turns");
        Task<Void> others = start(turnsOver(queue, inHand), "others");
        Task<Void> permits = start(takesAndReturns(semaphore), "permits");
        await(waitAll(List.of(cancelsAfter(2, turns), cancelsAfter(3, others), cancelsAfter(1, permits))));
        await(waitAll(List.of(turns, others, permits)));
        assertTrue(turns.isCancelled() && others.isCancelled() && permits.isCancelled());
        assertEquals(ITEMS, queue.size() + inHand.size());
        assertEquals(2, semaphore.availablePermits());
    }

    @Async
    private static Coroutine<Void> fails(Duration delay) {
        await(sleep(delay));
        throw new IllegalStateException("late");
    }

    @Async
    private static Coroutine<Void> waits(Task<Void> failing, List<String> seen) {
        try {
            await(failing);
        } catch (IllegalStateException e) {
            seen.add("by who waits");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> watches(Task<Void> failing, List<String> seen) {
        var quick = start(sleep(Duration.ofMillis(2)));
        if (await(waitFirst(List.of(quick, failing))).done().contains(failing)) {
            seen.add("by who watches");
        }
        return done();
    }

    /** Reports come when the loop has nothing else to do; timers that are late may leave it no such moment for a while. */
    @Async
    private static Coroutine<Void> untilIdle(Task<?> failing, List<String> reported) {
        int left = 20;
        while (!failing.isDone() || (left-- > 0 && reported.isEmpty())) {
            await(sleep(Duration.ofMillis(1)));
        }
        await(sleep(Duration.ofMillis(5)));
        return done();
    }

    private static void onlyOnce(List<String> seen, List<String> reported) {
        assertEquals(seen.isEmpty() ? 1 : 0, reported.size(), () -> "seen " + seen + ", reported " + reported);
    }

    @Explore(schedules = 300)
    void aFailureIsSeenOrReportedOnceThoughTheWaiterIsCancelledThen() {
        List<String> seen = new ArrayList<>();
        List<String> reported = new ArrayList<>();
        EventLoop.running().onUncaught((subject, failure) -> reported.add(failure.getMessage()));
        Task<Void> failing = start(fails(Duration.ofMillis(2)), "failing");
        Task<Void> waiting = start(waits(failing, seen), "waiting");
        await(sleep(Duration.ofMillis(2)));
        waiting.cancel();
        try {
            await(waiting);
        } catch (CancellationException expected) {
            // It was cancelled before it had seen the failure.
        }
        await(untilIdle(failing, reported));
        onlyOnce(seen, reported);
    }

    @Explore(schedules = 300)
    void soIsOneOfALoser() {
        List<String> seen = new ArrayList<>();
        List<String> reported = new ArrayList<>();
        EventLoop.running().onUncaught((subject, failure) -> reported.add(failure.getMessage()));
        Task<Void> failing = start(fails(Duration.ofMillis(2)), "failing");
        await(watches(failing, seen));
        await(untilIdle(failing, reported));
        onlyOnce(seen, reported);
    }
}
