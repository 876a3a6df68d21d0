package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.TaskGroup;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.own.Children.Child;
import dev.weft.test.own.Children.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a group ends all its children have ended; the first failure is thrown, and nothing else is lost. */
class TaskGroupTest {
    private boolean isGroupCancelled;

    /** Opens a group, starts all but the last child, and joins. The first child starts the last one. */
    @Async
    private Coroutine<Void> open(Sim sim, Children children) throws IOException {
        boolean joins = sim.chance("without join") == false;
        boolean cancels = sim.chance("cancels the group");
        TaskGroup used = null;
        try {
            try (TaskGroup group = TaskGroup.open()) {
                used = group;
                startAll(group, children);
                if (cancels) {
                    await(yieldNow());
                    group.cancel();
                    isGroupCancelled = true;
                }
                if (joins) {
                    await(group.join(), IOException.class);
                    assertTrue(children.all.stream().allMatch(Child::hasEnded), "join ends when all have ended");
                }
            }
            check(children, null);
        } catch (IOException | CancelledError thrown) {
            check(children, thrown);
            if (thrown instanceof CancelledError error) {
                throw error;
            }
        }
        TaskGroup closed = Model.known(used);
        Coroutine<Void> late = done();
        assertThrows(IllegalStateException.class, () -> closed.start(late));
        return done();
    }

    @Async
    private Coroutine<Void> run(Sim sim, Children children) throws Exception {
        int millis = sim.choose("ms of the body", 0, 1, 3);
        boolean ends = sim.chance("body does not wait") == false;
        try {
            int value = await(TaskGroup.run(group -> body(group, children, ends, millis)), IOException.class);
            assertEquals(7, value, "the body's value");
            check(children, null);
        } catch (IOException | CancelledError thrown) {
            check(children, thrown);
            if (thrown instanceof CancelledError error) {
                throw error;
            }
        }
        return done();
    }

    @Async
    private Coroutine<Integer> body(TaskGroup group, Children children, boolean waits, int millis) {
        startAll(group, children);
        if (waits) {
            await(millis == 0 ? yieldNow() : pause(millis));
        }
        return result(7);
    }

    private void startAll(TaskGroup group, Children children) {
        List<Child> all = children.all;
        Child last = all.get(all.size() - 1);
        for (Child child : all.subList(0, all.size() - 1)) {
            group.start(() -> child == all.get(0) ? startsAnother(group, children, child, last) : run(child));
        }
    }

    @Async
    private static Coroutine<Integer> run(Child child) throws IOException {
        return result(await(child.run()));
    }

    /** A child may start others, also one that is cancelled. */
    @Async
    private static Coroutine<Integer> startsAnother(TaskGroup group, Children children, Child first, Child other)
            throws IOException {
        try {
            group.start(() -> run(other));
        } catch (IllegalStateException closing) {
            children.all.remove(other);
        }
        return result(await(first.run()));
    }

    private static void check(Children children, @Nullable Throwable thrown) {
        children.checkEnded();
        // If the body's await was cancelled, try-with-resources throws that, with what the close has thrown suppressed.
        boolean isBodys =
                thrown instanceof CancelledError && !children.failures().isEmpty();
        children.checkThrown(isBodys && thrown.getSuppressed().length == 1 ? thrown.getSuppressed()[0] : thrown);
    }

    @Async
    private Coroutine<Void> scenario(Sim sim, boolean opens) {
        Children children = new Children(sim);
        int count = sim.choose("children", 3, 2, 4);
        for (int i = 0; i < count; i++) {
            children.add(Way.VALUE, Way.FAILS, Way.SWALLOWS, Way.FAILS_AT_CLEAN_UP);
        }
        Crew crew = new Crew(sim);
        crew.start("parent", me -> opens ? open(sim, children) : run(sim, children));
        crew.mayCancel(2);
        crew.mayCancel(2);
        await(crew.end());
        assertEquals(1, EventLoop.running().tasks().size(), "tasks that are left");
        if (!isGroupCancelled
                && !crew.isCancelled("parent")
                && children.failures().isEmpty()
                && !opens) {
            assertTrue(children.all.stream().noneMatch(child -> child.sawCancel), "cancelled for nothing");
        }
        return done();
    }

    /** Time passes by hand here: what sleeps for a second can only end early if it is cancelled. */
    @Explore(schedules = 3_000)
    void siblingsAreCancelled(Sim sim) {
        sim.autoAdvance(false);
        Children children = new Children(sim);
        for (int i = 0; i < 3; i++) {
            children.add(Way.VALUE, Way.FAILS, Way.FAILS_AT_CLEAN_UP);
        }
        boolean opens = sim.chance("try-with-resources");
        Crew crew = new Crew(sim);
        crew.start("parent", me -> opens ? open(sim, children) : run(sim, children));
        crew.mayCancel(2);
        await(sim.advance(Duration.ofMillis(100)));
        if (!children.failures().isEmpty() || crew.isCancelled("parent") || isGroupCancelled) {
            assertTrue(crew.hasEnded(), "the siblings of a failed child were not cancelled");
        }
        await(sim.advance(Duration.ofSeconds(10)));
        await(crew.end());
    }

    @Explore(schedules = 5_000)
    void openAndJoin(Sim sim) {
        await(scenario(sim, true));
    }

    @Explore(schedules = 5_000)
    void runABody(Sim sim) {
        await(scenario(sim, false));
    }

    @Explore(schedules = 2_000, order = Order.ANY)
    void inAnyOrderOfCallbacks(Sim sim) {
        await(scenario(sim, true));
    }
}
