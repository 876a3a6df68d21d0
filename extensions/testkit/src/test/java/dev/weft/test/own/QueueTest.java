package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static dev.weft.test.own.Model.follow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueShutDownException;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.own.Crew.Member;
import dev.weft.test.own.Model.Line;
import dev.weft.test.own.Model.Wait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Each item is taken once, or is in the queue; who waited longest is served first; what a cancelled put would have
 * brought is nowhere.
 */
class QueueTest {
    private enum Kind {
        FIFO,
        LIFO,
        PRIORITY
    }

    private final Line<Boolean> taking = new Line<>();
    private final Line<Integer> putting = new Line<>();
    private final Line<Boolean> joining = new Line<>();
    private final List<Integer> items = new ArrayList<>();
    private final List<Integer> taken = new ArrayList<>();
    private Kind kind = Kind.FIFO;
    private int capacity;
    private int unfinished;
    private boolean isShut;
    private @Nullable AsyncQueue<Integer> made;

    private AsyncQueue<Integer> queue() {
        return Model.known(made);
    }

    // ---- the model

    private void offer(int item) {
        Wait<Boolean> taker = taking.poll();
        if (taker == null) {
            items.add(item);
        } else {
            taker.isGiven(item);
        }
        unfinished++;
    }

    private Wait<?> puts(Member me, int item) {
        if (isShut) {
            return Model.failing(me);
        }
        if (items.size() == capacity) {
            return putting.join(me, item);
        }
        offer(item);
        return Model.given(me, null);
    }

    private @Nullable Integer polled() {
        if (items.isEmpty()) {
            return null;
        }
        int place = 0;
        if (kind == Kind.LIFO) {
            place = items.size() - 1;
        } else if (kind == Kind.PRIORITY) {
            place = items.indexOf(items.stream().min(Comparator.naturalOrder()).orElseThrow());
        }
        Integer item = items.remove(place);
        Wait<Integer> putter = putting.poll();
        if (putter != null) {
            items.add(putter.brought);
            unfinished++;
            putter.isGiven(null);
        }
        return item;
    }

    private Wait<?> takes(Member me) {
        Integer item = polled();
        if (item != null) {
            return Model.given(me, item);
        }
        return isShut ? Model.failing(me) : taking.join(me, true);
    }

    private Wait<?> joins(Member me) {
        return unfinished == 0 ? Model.given(me, null) : joining.join(me, true);
    }

    private void joinedIfFinished() {
        if (unfinished == 0) {
            joining.forAll(wait -> wait.isGiven(null));
        }
    }

    private void shutDown(boolean immediate) {
        queue().shutdown(immediate);
        isShut = true;
        if (immediate) {
            unfinished -= items.size();
            items.clear();
        }
        putting.forAll(Wait::fails);
        if (items.isEmpty()) {
            taking.forAll(Wait::fails);
        }
        joinedIfFinished();
    }

    // ---- the tasks

    @Async
    private Coroutine<Void> produce(Member me, int from, int count) throws Exception {
        for (int item = from; item < from + count; item++) {
            await(follow(puts(me, item), true, queue().put(item)));
            await(yieldNow());
        }
        return done();
    }

    @Async
    private Coroutine<Void> consume(Member me, int count, int millis) throws Exception {
        for (int i = 0; i < count; i++) {
            taken.add(await(follow(takes(me), true, queue().take())));
            try {
                await(millis == 0 ? yieldNow() : pause(millis));
            } finally {
                finish();
            }
        }
        return done();
    }

    private void finish() {
        queue().taskDone();
        unfinished--;
        joinedIfFinished();
    }

    /** Tries without waiting: one item out, another in. */
    @Async
    private Coroutine<Void> pass(int item) {
        if (isShut) {
            assertThrows(QueueShutDownException.class, () -> queue().tryPut(item));
            return done();
        }
        boolean room = items.size() < capacity;
        if (room) {
            offer(item);
        }
        assertEquals(room, queue().tryPut(item), "tryPut");
        await(pause(1));
        if (items.isEmpty() && isShut) {
            assertThrows(QueueShutDownException.class, () -> queue().poll());
            return done();
        }
        Integer expected = polled();
        assertEquals(expected, queue().poll(), "poll");
        if (expected != null) {
            taken.add(expected);
            finish();
        }
        return done();
    }

    @Async
    private Coroutine<Void> waitForAll(Member me, int millis) throws Exception {
        await(pause(millis));
        await(follow(joins(me), true, queue().join()));
        return done();
    }

    @Async
    private Coroutine<Void> untilShutDown(Coroutine<Void> work) {
        try {
            await(work);
        } catch (QueueShutDownException expected) {
            // That is how it ends.
        }
        return done();
    }

    private void make(Sim sim, Kind of) {
        kind = of;
        capacity = sim.choose("capacity", 1, 2, 4);
        made = switch (of) {
            case FIFO -> AsyncQueue.fifo(capacity);
            case LIFO -> AsyncQueue.lifo(capacity);
            case PRIORITY -> AsyncQueue.priority(capacity, Comparator.<Integer>naturalOrder());
        };
        sim.always("as many items as were put in and not taken", () -> queue().size() == items.size());
        sim.always("not more than it holds", () -> queue().size() <= capacity);
        sim.always("nothing is taken twice", () -> taken.stream().distinct().count() == taken.size());
    }

    @Async
    private Coroutine<Void> shutAfter(Sim sim) {
        await(pause(sim.choose("shut down after ms", 2, 1, 3)));
        shutDown(sim.chance("at once"));
        return done();
    }

    /** Producers, consumers, one who passes by, one who waits for all; then a shut-down ends those who still wait. */
    @Async
    private Coroutine<Void> scenario(Sim sim, Kind of) {
        make(sim, of);
        Crew crew = new Crew(sim);
        crew.start("ann", me -> untilShutDown(produce(me, 10, 3)));
        crew.start("bob", me -> untilShutDown(produce(me, 20, 3)));
        crew.start("cal", me -> untilShutDown(consume(me, 4, 1)));
        crew.start("dan", me -> untilShutDown(consume(me, 4, 0)));
        crew.start("eve", me -> pass(5));
        crew.mayCancel(3);
        crew.mayCancel(3);
        crew.start("end", me -> shutAfter(sim));
        await(crew.end());
        assertEquals(0, taking.size() + putting.size(), "waiting");
        while (!items.isEmpty()) {
            assertEquals(polled(), queue().poll(), "what is left");
        }
        assertThrows(QueueShutDownException.class, queue()::poll);
        return done();
    }

    @Explore(schedules = 3_000)
    void firstInFirstOut(Sim sim) {
        await(scenario(sim, Kind.FIFO));
    }

    @Explore(schedules = 2_000)
    void lastInFirstOut(Sim sim) {
        await(scenario(sim, Kind.LIFO));
    }

    @Explore(schedules = 2_000)
    void leastFirst(Sim sim) {
        await(scenario(sim, Kind.PRIORITY));
    }

    @Explore(schedules = 2_000, order = Order.ANY)
    void inAnyOrderOfCallbacks(Sim sim) {
        await(scenario(sim, Kind.FIFO));
    }

    /** Without a shut-down: all that is not cancelled gets done. */
    @Explore(schedules = 3_000)
    void whoWaitsIsServed(Sim sim) {
        make(sim, sim.choose("kind", Kind.FIFO, Kind.LIFO, Kind.PRIORITY));
        Crew crew = new Crew(sim);
        crew.start("ann", me -> produce(me, 10, 3));
        crew.start("bob", me -> produce(me, 20, 3));
        crew.start("cal", me -> consume(me, 1, 1));
        crew.start("dan", me -> consume(me, 2, 1));
        crew.mayCancel(3);
        // Serves whoever is left, producers and consumers.
        crew.start("eve", me -> consume(me, 3, 0));
        sim.background(serve());
        await(crew.end());
    }

    @Async
    private Coroutine<Void> serve() {
        for (int item = 30; ; item++) {
            await(pause(10));
            while (!items.isEmpty()) {
                Integer left = polled();
                assertEquals(left, queue().poll(), "poll");
                taken.add(left);
                finish();
            }
            if (taking.size() > 0 && !isShut) {
                offer(item);
                queue().tryPut(item);
            }
        }
    }

    /** Who joins goes on when all is done, however often that was the case. */
    @Explore(schedules = 3_000)
    void joinEndsWhenAllIsDone(Sim sim) {
        make(sim, Kind.FIFO);
        Crew crew = new Crew(sim);
        crew.start("ann", me -> untilShutDown(produce(me, 10, 2)));
        crew.start("bob", me -> untilShutDown(consume(me, 2, 1)));
        crew.start("joe", me -> waitForAll(me, 1));
        crew.start("jim", me -> waitForAll(me, 0));
        crew.mayCancel(2);
        crew.start("end", me -> shutAfter(sim));
        sim.background(serve());
        await(crew.end());
    }
}
