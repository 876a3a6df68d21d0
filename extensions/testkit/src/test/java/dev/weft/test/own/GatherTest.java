package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.own.Children.Child;
import dev.weft.test.own.Children.Way;
import dev.weft.test.own.Crew.Member;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** When it ends all have ended; the first failure is thrown, or the cancellation, or nothing is missing. */
class GatherTest {
    @Async
    private Coroutine<Void> gatherAll(Children children) throws IOException {
        List<Coroutine<Integer>> coroutines = new ArrayList<>();
        for (Child child : children.all) {
            coroutines.add(child.run());
        }
        try {
            List<Integer> values = await(gather(coroutines), IOException.class);
            check(children, null);
            List<Integer> numbers = new ArrayList<>();
            children.all.forEach(child -> numbers.add(child.number));
            assertEquals(numbers, values, "values");
        } catch (IOException | CancelledError thrown) {
            check(children, thrown);
            if (thrown instanceof CancelledError error) {
                throw error;
            }
        }
        return done();
    }

    private static void check(Children children, @Nullable Throwable thrown) {
        children.checkEnded();
        children.checkThrown(thrown);
        boolean interrupted = children.all.stream().anyMatch(child -> child.sawCancel);
        assertTrue(!interrupted || thrown != null, "a child was cancelled, though nothing has failed");
    }

    @Async
    private Coroutine<Void> scenario(Sim sim) {
        Children children = new Children(sim);
        int count = sim.choose("children", 3, 2, 4);
        for (int i = 0; i < count; i++) {
            children.add(Way.VALUE, Way.FAILS, Way.SWALLOWS, Way.FAILS_AT_CLEAN_UP);
        }
        Crew crew = new Crew(sim);
        crew.start("parent", me -> gatherAll(children));
        crew.mayCancel(2);
        crew.mayCancel(2);
        await(crew.end());
        assertEquals(1, EventLoop.running().tasks().size(), "tasks that are left");
        return done();
    }

    // ---- children that others cancel

    @Async
    private Coroutine<Void> gatherTasks(Children children, List<Task<Integer>> tasks) throws IOException {
        gathers = true;
        // Of those that have failed before, the first in the order of the arguments is the first.
        children.ended.sort(Comparator.comparingInt(child -> child.number));
        try {
            await(gather(tasks), IOException.class);
            check(children, null);
        } catch (IOException | CancelledError thrown) {
            check(children, thrown);
            if (thrown instanceof CancelledError error) {
                throw error;
            }
        } catch (CancellationException byOther) {
            children.checkEnded();
            assertEquals(children.failures(), List.of(byOther.getSuppressed()), "later failures");
            // Who is cancelled hears of that, not of children that were cancelled too.
            boolean isBare = byOther.getSuppressed().length == 0;
            assertFalse(isBare && interrupted, "a cancelled gather blames a child");
        }
        return done();
    }

    private boolean gathers;

    /** Whether the parent was cancelled while it waited for the children. */
    private boolean interrupted;

    @Async
    private Coroutine<Void> cancelOne(Sim sim, List<Task<Integer>> tasks, Member parent) {
        await(sim.chance("outsider comes late") ? pause(1) : yieldNow());
        tasks.get(sim.choose("cancelled child", 0, 1)).cancel("by an outsider");
        if (sim.chance("outsider cancels the parent, too")) {
            interrupted = gathers && !parent.hasEnded() && !tasks.stream().allMatch(Task::isDone);
            parent.cancel();
        }
        return done();
    }

    @Explore(schedules = 5_000)
    void othersMayCancelAChild(Sim sim) {
        Children children = new Children(sim);
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Child child = children.add(Way.VALUE, Way.FAILS, Way.FAILS_AT_CLEAN_UP);
            tasks.add(start(() -> child.run(), child.toString()));
        }
        Crew crew = new Crew(sim);
        Member parent = crew.start("parent", me -> gatherTasks(children, tasks));
        crew.start("outsider", me -> cancelOne(sim, tasks, parent));
        await(crew.end());
        children.checkEnded();
    }

    /** Time passes by hand here: what sleeps for a second can only end early if it is cancelled. */
    @Explore(schedules = 3_000)
    void siblingsAreCancelled(Sim sim) {
        sim.autoAdvance(false);
        Children children = new Children(sim);
        for (int i = 0; i < 3; i++) {
            children.add(Way.VALUE, Way.FAILS, Way.FAILS_AT_CLEAN_UP);
        }
        Crew crew = new Crew(sim);
        crew.start("parent", me -> gatherAll(children));
        crew.mayCancel(2);
        await(sim.advance(Duration.ofMillis(100)));
        if (!children.failures().isEmpty() || crew.isCancelled("parent")) {
            assertTrue(crew.hasEnded(), "the siblings of a failed child were not cancelled");
        }
        await(sim.advance(Duration.ofSeconds(10)));
        await(crew.end());
    }

    @Explore(schedules = 5_000)
    void allEnd(Sim sim) {
        await(scenario(sim));
    }

    @Explore(schedules = 2_000, order = Order.ANY)
    void inAnyOrderOfCallbacks(Sim sim) {
        await(scenario(sim));
    }
}
