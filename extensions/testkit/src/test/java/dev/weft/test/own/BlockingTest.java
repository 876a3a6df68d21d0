package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.done;
import static dev.weft.Weft.withTimeout;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.own.Crew.Member;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Work runs once, or never if its waiter was cancelled before it began; a result that was delivered is not lost. */
class BlockingTest {
    private final AtomicInteger running = new AtomicInteger();

    /** Waits for work, in one of the ways in which it may end. */
    @Async
    private Coroutine<Void> work(Member me, Sim sim, int number) throws IOException {
        boolean fails = sim.chance(me + "'s work fails");
        int limit = sim.choose("limit ms of " + me, -1, 1, 0);
        await(number % 2 == 0 ? yieldNow() : pause(1));
        AtomicInteger ran = new AtomicInteger();
        AtomicInteger ranWhenCancelled = new AtomicInteger(me.isAsked ? 0 : -1);
        me.onCancel = () -> ranWhenCancelled.compareAndSet(-1, ran.get());
        IOException failure = new IOException("of " + me);
        Coroutine<Integer> work = blocking(() -> {
            assertEquals(1, running.incrementAndGet(), "works at a time");
            ran.incrementAndGet();
            running.decrementAndGet();
            if (fails) {
                throw failure;
            }
            return number;
        });
        Duration began = sim.elapsed();
        try {
            int value = await(limit < 0 ? work : withTimeout(Duration.ofMillis(limit), work), IOException.class);
            assertEquals(number, value, "value");
            assertEquals(1, ran.get(), "ran");
        } catch (IOException failed) {
            assertEquals(failure, failed, "failure");
            assertEquals(1, ran.get(), "ran");
        } catch (TimeoutException expired) {
            assertTrue(ran.get() <= 1, "ran");
            assertTrue(sim.elapsed().compareTo(began.plusMillis(limit)) >= 0, "too early");
        } catch (CancelledError cancelled) {
            int before = ranWhenCancelled.get();
            assertTrue(before >= 0, "cancelled by nobody");
            assertEquals(before, ran.get(), "work that had not begun when its waiter was cancelled");
            int now = ran.get();
            await(pause(5));
            assertEquals(now, ran.get(), "work that runs when its waiter has gone");
            throw cancelled;
        }
        return done();
    }

    @Async
    private Coroutine<Void> scenario(Sim sim) {
        Crew crew = new Crew(sim);
        crew.start("ann", me -> work(me, sim, 1));
        crew.start("bob", me -> work(me, sim, 2));
        crew.start("cal", me -> work(me, sim, 4));
        crew.mayCancel(2);
        crew.mayCancel(2);
        await(crew.end());
        return done();
    }

    @Explore(schedules = 2_000)
    void workRunsOnceOrNever(Sim sim) {
        await(scenario(sim));
    }

    @Explore(schedules = 1_000, order = Order.ANY)
    void inAnyOrderOfCallbacks(Sim sim) {
        await(scenario(sim));
    }
}
