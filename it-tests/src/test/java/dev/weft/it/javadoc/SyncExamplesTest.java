package dev.weft.it.javadoc;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The examples of the package {@code dev.weft.sync}. */
class SyncExamplesTest {
    private final List<String> work = new ArrayList<>();

    // ---- a lock

    private final AsyncLock lock = new AsyncLock();
    private int balance = 10;

    @Async
    Coroutine<Void> withdraw(int amount) {
        try (var held = await(lock.acquire())) {
            int before = balance;
            await(sleep(Duration.ofMillis(1))); // without the lock, two tasks would read the same balance
            balance = before - amount;
        }
        return done();
    }

    @WeftTest
    void aLock() {
        await(gather(withdraw(1), withdraw(2)));
        assertEquals(7, balance);
    }

    // ---- a semaphore

    private final AsyncSemaphore slots = new AsyncSemaphore(2);

    @Async
    Coroutine<Void> call(String question) {
        try (var slot = await(slots.acquire())) {
            await(sleep(Duration.ofSeconds(1)));
            work.add(question);
        }
        return done();
    }

    @WeftTest
    void aSemaphore(Sim sim) {
        await(gather(call("a"), call("b"), call("c")));
        assertEquals(Duration.ofSeconds(2), sim.elapsed());
    }

    // ---- a queue

    @Async
    Coroutine<Void> consume(AsyncQueue<String> jobs) {
        for (var job : await(jobs.stream())) { // ends when the queue is shut down and empty
            work.add(job);
        }
        return done();
    }

    @WeftTest
    void aQueue() {
        var jobs = AsyncQueue.<String>fifo(10);
        var consuming = start(consume(jobs));
        await(jobs.put("a"));
        await(jobs.put("b"));
        jobs.shutdown(false);
        await(consuming);
        assertEquals(List.of("a", "b"), work);
    }

    // ---- an event, a condition

    @WeftTest
    void anEvent() {
        var ready = new AsyncEvent();
        var waiting = start(ready.whenSet());
        ready.set();
        await(waiting);
    }

    @Async
    Coroutine<Void> takeThree(AsyncCondition filled) {
        try (var held = await(lock.acquire())) {
            await(filled.until(() -> work.size() >= 3)); // gives the lock back while it waits
            work.clear();
        }
        return done();
    }

    @Async
    Coroutine<Void> fill(AsyncCondition filled) {
        for (int i = 0; i < 3; i++) {
            try (var held = await(lock.acquire())) {
                work.add("" + i);
                filled.signal();
            }
        }
        return done();
    }

    @WeftTest
    void aCondition() {
        var filled = new AsyncCondition(lock);
        await(gather(takeThree(filled), fill(filled)));
        assertEquals(List.of(), work);
    }

    // ---- a permit that another task closes

    @Async
    Coroutine<Void> use(Permit permit) {
        try (permit) {
            await(sleep(Duration.ofMillis(1)));
            work.add("used");
        }
        return done();
    }

    @Async
    Coroutine<Void> handsOn() {
        var using = start(use(await(lock.acquire()).handOn()));
        try (var held = await(lock.acquire())) { // when the other task has closed the permit
            work.add("again");
        }
        await(using);
        return done();
    }

    @WeftTest
    void aPermitIsHandedOn() {
        await(handsOn());
        assertEquals(List.of("used", "again"), work);
    }
}
