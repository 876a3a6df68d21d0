package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.withTimeout;
import static dev.weft.test.own.Crew.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.test.Explore;
import dev.weft.test.Sim;
import dev.weft.test.own.Children.Child;
import dev.weft.test.own.Children.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** What is shielded goes on, whoever of its waiters is cancelled or has a limit. */
class ShieldTest {
    @Async
    private static Coroutine<Integer> run(Child child) throws IOException {
        return result(await(child.run()));
    }

    @Async
    private Coroutine<Void> waitShielded(Child child, Task<Integer> task) {
        check(child, await(shield(task)));
        return done();
    }

    @Async
    private Coroutine<Void> waitLimited(Sim sim, Child child, Task<Integer> task) {
        int limit = sim.choose("limit ms", 1, 2, 0);
        try {
            check(child, await(withTimeout(Duration.ofMillis(limit), shield(task))));
        } catch (TimeoutException expired) {
            check(child, await(shield(task)));
        }
        return done();
    }

    private static void check(Child child, int value) {
        assertEquals(child.number, value, "value");
        assertTrue(child.hasEnded(), "ended");
    }

    /** A task with several waiters. */
    @Explore(schedules = 5_000)
    void aTaskGoesOn(Sim sim) {
        Children children = new Children(sim);
        Child child = children.add(Way.VALUE);
        Task<Integer> inner = start(() -> child.run(), "inner");
        Crew crew = new Crew(sim);
        crew.start("ann", me -> waitShielded(child, inner));
        crew.start("bob", me -> waitLimited(sim, child, inner));
        crew.start("cal", me -> waitShielded(child, inner));
        crew.mayCancel(2);
        crew.mayCancel(2);
        await(crew.end());
        await(waitAll(List.of(inner)));
        children.checkEnded();
        assertFalse(child.sawCancel, "cancelled");
        assertEquals(child.number, inner.resultNow(), "value");
    }

    @Async
    private Coroutine<Void> shieldsTwo(Child first, Child second) throws IOException {
        try {
            check(first, await(shield(run(first))));
        } finally {
            check(second, await(shield(run(second))));
        }
        return done();
    }

    /** A coroutine, which becomes a task of its own; the second one in a finally. */
    @Explore(schedules = 5_000)
    void aCoroutineGoesOn(Sim sim) {
        Children children = new Children(sim);
        Child first = children.add(Way.VALUE);
        Child second = children.add(Way.VALUE);
        Crew crew = new Crew(sim);
        crew.start("ann", me -> shieldsTwo(first, second));
        crew.mayCancel(2);
        await(crew.end());
        while (!first.hasEnded() || !second.hasEnded()) {
            await(pause(100));
        }
        children.checkEnded();
        assertFalse(first.sawCancel || second.sawCancel, "cancelled");
    }
}
