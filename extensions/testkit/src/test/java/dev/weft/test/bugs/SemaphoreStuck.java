package dev.weft.test.bugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.test.bugs.Scenarios.acquire;
import static dev.weft.test.bugs.Scenarios.answer;
import static dev.weft.test.bugs.Scenarios.check;
import static dev.weft.test.bugs.Scenarios.pause;
import static dev.weft.test.bugs.Scenarios.rest;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.test.Sim;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * asyncio's Semaphore, cpython <a href="https://github.com/python/cpython/issues/90155">90155</a>: a task waits although
 * a permit is free.
 *
 * <p>So that nobody overtakes a waiter that was woken and has not run, one flag says that there is one. Who comes then
 * waits, even if two permits were returned. The waiter that runs takes one, clears the flag, and wakes nobody for the
 * other. (In asyncio a cancel leaves the flag set for ever, too. It does so behind the wake-up, which Weft would not let
 * happen.)
 */
final class SemaphoreStuck {
    private SemaphoreStuck() {}

    private static final class Semaphore {
        private final Deque<CompletableFuture<Void>> waiters = new ArrayDeque<>();
        private boolean wakeUpScheduled;
        private int free;

        Semaphore(int permits) {
            free = permits;
        }

        /** The result returns the permit. */
        @Async
        Coroutine<Runnable> take() {
            while (wakeUpScheduled || free == 0) {
                var waiter = new CompletableFuture<Void>();
                waiters.add(waiter);
                await(waiter);
                wakeUpScheduled = false;
            }
            free--; // and if there are more?
            return result(this::release);
        }

        private void release() {
            free++;
            var first = waiters.poll();
            if (first != null) {
                first.complete(null);
                wakeUpScheduled = true;
            }
        }
    }

    /** Two beds. The last two guests want to stay together. */
    private static final class Hotel {
        private final AsyncCallable<Runnable> room;
        private final AsyncEvent bothIn = new AsyncEvent();
        private int waiting = 2;

        Hotel(AsyncCallable<Runnable> room) {
            this.room = room;
        }

        @Async
        Coroutine<Void> stay(int nights) throws Exception {
            Runnable leave = await(room.call());
            await(answer(nights, "morning"));
            leave.run();
            return done();
        }

        @Async
        Coroutine<Void> stayTogether(int arrival) throws Exception {
            await(pause(arrival));
            Runnable leave = await(room.call());
            if (--waiting == 0) {
                bothIn.set();
            }
            await(bothIn.whenSet());
            leave.run();
            return done();
        }
    }

    static Coroutine<Void> faulty(Sim sim) throws Exception {
        return scenario(sim, new Semaphore(2)::take);
    }

    static Coroutine<Void> correct(Sim sim) throws Exception {
        var beds = new AsyncSemaphore(2);
        return scenario(sim, () -> acquire(beds));
    }

    @Async
    private static Coroutine<Void> scenario(Sim sim, AsyncCallable<Runnable> bed) throws Exception {
        var hotel = new Hotel(bed);
        List<Task<Void>> guests = List.of(
                start(hotel.stay(2), "one"),
                start(hotel.stay(2), "two"),
                start(hotel.stayTogether(1), "ann"),
                start(hotel.stayTogether(3), "bob"));
        await(rest(sim));
        check(guests.stream().allMatch(Task::isDone), "a permit is free, and a task waits");
        return done();
    }
}
