package dev.weft.test.bugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.test.bugs.Scenarios.answer;
import static dev.weft.test.bugs.Scenarios.cancelAfter;
import static dev.weft.test.bugs.Scenarios.check;
import static dev.weft.test.bugs.Scenarios.pause;
import static dev.weft.test.bugs.Scenarios.rest;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import dev.weft.test.Sim;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * asyncio's Condition, cpython <a href="https://github.com/python/cpython/issues/112202">112202</a>, and AnyIO
 * <a href="https://github.com/agronholm/anyio/pull/1075">1075</a>: a signal is lost.
 *
 * <p>The waiter that was signalled must take the lock again. It is cancelled while it waits for that, and leaves. Nobody
 * passes the signal on to the next waiter, for whom there is something.
 */
final class ConditionSignalLost {
    private ConditionSignalLost() {}

    /** Mail that is guarded by a lock. */
    private abstract static class Mailbox {
        final AsyncLock lock = new AsyncLock();
        final Deque<String> mail = new ArrayDeque<>();

        abstract void signal();

        abstract Coroutine<String> take();

        @Async
        Coroutine<Void> put(String letter) {
            await(pause(1));
            Permit permit = await(lock.acquire());
            mail.add(letter);
            signal();
            await(answer(1, "written to disk"));
            permit.close();
            return done();
        }
    }

    private static final class Faulty extends Mailbox {
        private final List<CompletableFuture<Void>> waiters = new ArrayList<>();

        @Override
        void signal() {
            waiters.stream().filter(waiter -> !waiter.isDone()).findFirst().ifPresent(waiter -> waiter.complete(null));
        }

        @Async
        @Override
        Coroutine<String> take() {
            Permit permit = await(lock.acquire());
            try {
                while (mail.isEmpty()) {
                    permit.close();
                    var waiter = new CompletableFuture<Void>();
                    waiters.add(waiter);
                    try {
                        await(waiter);
                    } finally {
                        waiters.removeIf(other -> other == waiter);
                    }
                    permit = await(lock.acquire()); // a signal is in its hands
                }
                return result(mail.remove());
            } finally {
                permit.close();
            }
        }
    }

    private static final class Correct extends Mailbox {
        private final AsyncCondition condition = new AsyncCondition(lock);

        @Override
        void signal() {
            condition.signal();
        }

        @Async
        @Override
        Coroutine<String> take() {
            Permit permit = await(lock.acquire());
            try {
                await(condition.until(() -> !mail.isEmpty()));
                return result(mail.remove());
            } finally {
                permit.close();
            }
        }
    }

    static Coroutine<Void> faulty(Sim sim) {
        return scenario(sim, new Faulty());
    }

    static Coroutine<Void> correct(Sim sim) {
        return scenario(sim, new Correct());
    }

    @Async
    private static Coroutine<Void> scenario(Sim sim, Mailbox mailbox) {
        Task<String> ann = start(mailbox.take(), "ann");
        Task<String> bob = start(mailbox.take(), "bob");
        start(mailbox.put("a letter"), "postman");
        start(cancelAfter(3, ann), "ann's user");
        await(rest(sim));
        check(mailbox.mail.isEmpty(), "there is mail, and a task waits for it");
        bob.cancel("no more mail");
        return done();
    }
}
