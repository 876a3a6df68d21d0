package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.uncancellable;
import static dev.weft.Weft.withTimeout;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.TaskGroup;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.Permit;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * A child fails while the owner of its group waits for something that does not come: the owner ends all the same, with
 * that failure. If the owner is cancelled, too, that is not lost.
 */
class GroupOwnerTest {
    private enum Form {
        OPEN,
        RUN
    }

    private enum Wait {
        SLEEP,
        QUEUE,
        LOCK,
        GATHER,
        LIMIT,
        INNER,
        HELPER,
        CLEAN_UP,
        UNCANCELLABLE
    }

    private static final Duration LONG = Duration.ofHours(1);

    private final IOException failure = new IOException("of the child");
    private final AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
    private final AsyncLock lock = new AsyncLock();
    private final AsyncEvent never = new AsyncEvent();
    private boolean siblingHasEnded;
    private boolean wentThrough;
    private boolean sawFailure;

    @Async
    private Coroutine<Void> fails(int millis) throws IOException {
        await(millis == 0 ? yieldNow() : pause(millis));
        throw failure;
    }

    @Async
    private Coroutine<Void> sibling(boolean slowCleanUp) {
        try {
            await(never.whenSet());
        } finally {
            try {
                if (slowCleanUp) {
                    await(pause(1)); // if the owner is cancelled as it waits for this, so is the sibling, once more
                }
            } finally {
                siblingHasEnded = true;
            }
        }
        return done();
    }

    private void startAll(TaskGroup group, Sim sim) {
        int millis = sim.choose("ms of the child", 1, 0, 2);
        boolean slow = sim.chance("slow clean-up");
        group.start(() -> fails(millis), "child");
        group.start(() -> sibling(slow), "sibling");
    }

    @Async
    private Coroutine<Void> body(TaskGroup group, Sim sim, Wait wait) throws Exception {
        startAll(group, sim);
        await(waiting(group, wait));
        return done();
    }

    /** Waits for what does not come, without the child. */
    @Async
    @SuppressWarnings("try") // the permit is only held
    private Coroutine<Void> waiting(TaskGroup group, Wait wait) throws IOException {
        try {
            switch (wait) {
                case SLEEP -> await(never.whenSet());
                case QUEUE -> {
                    while (true) {
                        await(queue.put(1));
                    }
                }
                case LOCK -> {
                    try (Permit held = await(lock.acquire())) {
                        await(never.whenSet());
                    }
                }
                case GATHER -> await(gather(never.whenSet(), never.whenSet()));
                case LIMIT -> {
                    while (true) {
                        try {
                            await(withTimeout(LONG, never.whenSet()));
                        } catch (TimeoutException expired) {
                            await(yieldNow()); // time may pass at any place
                        }
                    }
                }
                case INNER -> {
                    try (TaskGroup inner = TaskGroup.open()) {
                        inner.start(never.whenSet());
                        await(inner.join());
                    }
                }
                case HELPER -> await(waiting(group, Wait.SLEEP));
                case CLEAN_UP -> {
                    try {
                        await(never.whenSet());
                    } finally {
                        await(pause(1));
                    }
                }
                case UNCANCELLABLE -> {
                    await(uncancellable(pause(3)));
                    wentThrough = true;
                    await(never.whenSet());
                }
            }
        } catch (CancelledError error) {
            assertTrue(wait != Wait.UNCANCELLABLE || wentThrough, "cut off");
            throw error;
        }
        return done();
    }

    @Async
    private Coroutine<Void> opens(Sim sim, Wait wait) throws Exception {
        try (TaskGroup group = TaskGroup.open()) {
            await(body(group, sim, wait));
        }
        return done();
    }

    @Async
    private Coroutine<Void> owner(Sim sim, Form form, Wait wait) throws Exception {
        try {
            switch (form) {
                case OPEN -> await(opens(sim, wait));
                case RUN -> await(TaskGroup.run(group -> body(group, sim, wait)));
            }
            throw new AssertionError("it ended without the failure");
        } catch (IOException thrown) {
            assertSame(failure, thrown);
            assertTrue(siblingHasEnded, "the sibling has ended");
            sawFailure = true;
        }
        return done();
    }

    @Async
    private Coroutine<Void> scenario(Sim sim) {
        EventLoop.running().onUncaught((subject, thrown) -> assertSame(failure, thrown, "reported"));
        Form form = sim.choose("form", Form.OPEN, Form.RUN);
        Wait wait = sim.choose("wait", java.util.List.of(Wait.values()));
        Crew crew = new Crew(sim);
        crew.start("owner", me -> owner(sim, form, wait));
        crew.mayCancel(3);
        await(crew.end());
        await(sim.settled());
        assertTrue(sawFailure || crew.isCancelled("owner"), "it ended with the failure, or was cancelled");
        assertTrue(siblingHasEnded, "the sibling has ended");
        assertFalse(lock.isLocked(), "locked");
        assertEquals(1, EventLoop.running().tasks().size(), "tasks that are left");
        return done();
    }

    @Explore(schedules = 5_000)
    void inEachOrder(Sim sim) {
        await(scenario(sim));
    }

    @Explore(schedules = 2_000, order = Order.ANY)
    void inAnyOrderOfCallbacks(Sim sim) {
        await(scenario(sim));
    }
}
