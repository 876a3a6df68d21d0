package dev.weft.test.own;

import static dev.weft.Weft.asCompleted;
import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.waitFirst;
import static dev.weft.Weft.waitFirstFailure;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Model.follow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.WaitResult;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.own.Children.Child;
import dev.weft.test.own.Children.Way;
import dev.weft.test.own.Crew.Member;
import dev.weft.test.own.Model.Line;
import dev.weft.test.own.Model.Wait;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A wait says what is done, in the order given; it ends neither too early nor too late, and cancels nothing. */
class WaitingTest {
    private enum Until {
        ALL,
        FIRST,
        FIRST_FAILURE
    }

    // ---- waitAll, waitFirst, waitFirstFailure

    @Async
    private Coroutine<Void> waitFor(Sim sim, List<Task<Integer>> tasks) {
        Until until = sim.choose("until", Until.FIRST, Until.ALL, Until.FIRST_FAILURE);
        int millis = sim.choose("limit ms", -1, 1, 0, 2);
        Duration limit = Duration.ofMillis(millis);
        Duration began = sim.elapsed();
        Coroutine<WaitResult<Integer>> wait = switch (until) {
            case ALL -> millis < 0 ? waitAll(tasks) : waitAll(tasks, limit);
            case FIRST -> millis < 0 ? waitFirst(tasks) : waitFirst(tasks, limit);
            case FIRST_FAILURE -> millis < 0 ? waitFirstFailure(tasks) : waitFirstFailure(tasks, limit);
        };
        WaitResult<Integer> found = await(wait);
        // A wait that need not suspend may yield all the same, and meanwhile others end.
        assertTrue(found.done().stream().allMatch(Task::isDone), () -> "done: " + found);
        assertEquals(
                new HashSet<>(tasks),
                Stream.concat(found.done().stream(), found.pending().stream()).collect(Collectors.toSet()));
        assertEquals(tasks.size(), found.done().size() + found.pending().size(), () -> "each once: " + found);
        boolean enough = found.pending().isEmpty()
                || (until == Until.FIRST && !found.done().isEmpty())
                || (until == Until.FIRST_FAILURE
                        && found.done().stream().anyMatch(task -> task.status() == Task.Status.FAILED));
        boolean late = millis >= 0 && sim.elapsed().compareTo(began.plus(limit)) >= 0;
        assertTrue(enough || late, () -> "it ends too early: " + found);
        return done();
    }

    /** Somebody sees a failure, even if all waits for it have ended before. */
    private static <T> Task<T> looksAtItself(Task<T> task) {
        task.onDone(ended -> {});
        return task;
    }

    @Async
    private Coroutine<Void> waits(Sim sim) {
        Children children = new Children(sim);
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Child child = children.add(Way.VALUE, Way.FAILS);
            tasks.add(looksAtItself(start(() -> child.run(), child.toString())));
        }
        Crew crew = new Crew(sim);
        crew.start("ann", me -> waitFor(sim, tasks));
        crew.start("bob", me -> waitFor(sim, tasks));
        crew.mayCancel(2);
        await(crew.end());
        await(waitAll(tasks));
        children.checkEnded();
        for (Child child : children.all) {
            assertFalse(child.sawCancel, () -> child + " was cancelled");
        }
        return done();
    }

    @Explore(schedules = 5_000)
    void aWaitEndsWhenItsTimeHasCome(Sim sim) {
        await(waits(sim));
    }

    @Explore(schedules = 2_000, order = Order.ANY)
    void inAnyOrderOfCallbacks(Sim sim) {
        await(waits(sim));
    }

    // ---- asCompleted

    private final Line<Boolean> line = new Line<>();
    private final Deque<Integer> outcomes = new ArrayDeque<>();

    /** A child's outcome goes to the one who has waited longest. */
    private void ended(Child child) {
        int outcome = child.hasFailed() ? -child.number : child.number;
        Wait<Boolean> first = line.poll();
        if (first == null) {
            outcomes.add(outcome);
        } else {
            first.isGiven(outcome);
        }
    }

    private Wait<?> next(Member me) {
        Integer outcome = outcomes.poll();
        return outcome == null ? line.join(me, true) : Model.given(me, outcome);
    }

    @Async
    private Coroutine<Integer> outcome(Children children, Coroutine<Integer> next) {
        try {
            return result(await(next));
        } catch (Exception failure) {
            for (Child child : children.all) {
                if (child.failure == failure) {
                    return result(-child.number);
                }
            }
            throw new AssertionError("not a child's failure", failure);
        }
    }

    @Async
    private Coroutine<Void> takeAll(Member me, Children children, Iterator<Coroutine<Integer>> iterator)
            throws Exception {
        while (iterator.hasNext()) {
            Coroutine<Integer> next = iterator.next();
            await(follow(next(me), true, outcome(children, next)));
            await(yieldNow());
        }
        return done();
    }

    @Explore(schedules = 5_000)
    void outcomesComeInTheOrderOfTheEnds(Sim sim) {
        Children children = new Children(sim);
        children.onEnd = this::ended;
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Child child = children.add(Way.VALUE, Way.FAILS);
            tasks.add(looksAtItself(start(() -> child.run(), child.toString())));
        }
        Iterator<Coroutine<Integer>> iterator = asCompleted(tasks).iterator();
        Crew crew = new Crew(sim);
        crew.start("ann", me -> takeAll(me, children, iterator));
        crew.start("bob", me -> takeAll(me, children, iterator));
        crew.mayCancel(2);
        await(crew.end());
        await(waitAll(tasks));
        children.checkEnded();
        assertEquals(0, line.size(), "waiting");
    }
}
