package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.AsyncStream.Overflow;
import dev.weft.AsyncStream.Sink;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams with tasks of their own: each item is taken once, in the order that is promised, or handed back once; nobody works on
 * when the loop is left.
 */
class StreamTasksTest {
    private static final int ITEMS = 5;
    private static final int CALLS = 2;

    private final List<Integer> results = new ArrayList<>();
    private int calls;

    private void isWhole(Goods goods) {
        assertTrue(!goods.wasWhole || goods.taken.size() == ITEMS, () -> "taken " + goods.taken);
    }

    // ---- buffer

    @Async
    private Coroutine<Void> buffered(Goods goods) {
        await(goods.consumed(goods.source(1, ITEMS).buffer(2, Overflow.SUSPEND, goods.undelivered::add)));
        goods.allAccountedFor(goods.given);
        goods.inOrder(goods.given);
        isWhole(goods);
        return done();
    }

    @Explore(schedules = 1_500)
    void aBuffer(Sim sim) {
        await(buffered(new Goods(sim)));
    }

    @Explore(schedules = 1_000, order = Order.ANY)
    void aBufferInAnyOrderOfCallbacks(Sim sim) {
        await(buffered(new Goods(sim)));
    }

    @Explore(schedules = 1_000)
    void aBufferThatDrops(Sim sim) {
        Goods goods = new Goods(sim);
        Overflow full = sim.choose("full", Overflow.DROP_OLDEST, Overflow.DROP_LATEST);
        await(goods.consumed(goods.source(1, ITEMS).buffer(1, full, goods.undelivered::add)));
        goods.allAccountedFor(goods.given);
        assertEquals(goods.taken.stream().sorted().toList(), goods.taken, "in order");
    }

    @Explore(schedules = 1_000)
    void aBufferOfABuffer(Sim sim) {
        Goods goods = new Goods(sim);
        AsyncStream<Integer> inner = goods.source(1, ITEMS).buffer(1, Overflow.SUSPEND, goods.undelivered::add);
        await(goods.consumed(goods.nested(inner).buffer(1, Overflow.SUSPEND, goods.undelivered::add)));
        goods.allAccountedFor(goods.given);
        goods.inOrder(goods.given);
        isWhole(goods);
    }

    // ---- mapAsync

    /** Gives ten times the item, after a while that is shorter for later ones. */
    @Async
    private Coroutine<Integer> tenfold(Goods goods, int item) {
        goods.begins();
        calls++;
        try {
            await(item % 2 == 0 ? yieldNow() : pause(ITEMS - item));
        } finally {
            await(goods.cleanUp());
        }
        results.add(10 * item); // in the last step of the call: no cancellation can come in between
        return result(10 * item);
    }

    private void mapped(Goods goods) {
        goods.allAccountedFor(results);
        isWhole(goods);
        int notCalled = goods.given.size() - calls;
        assertTrue(notCalled == 0 || (notCalled == 1 && !goods.wasWhole), () -> "not called for " + notCalled);
    }

    @Explore(schedules = 2_000)
    void callsInOrder(Sim sim) {
        Goods goods = new Goods(sim);
        sim.always("at most so many calls whose result is not taken", () -> calls - goods.taken.size() <= CALLS + 1);
        await(goods.consumed(
                goods.source(1, ITEMS).mapAsync(CALLS, item -> tenfold(goods, item), goods.undelivered::add)));
        mapped(goods);
        goods.inOrder(List.of(10, 20, 30, 40, 50));
    }

    @Explore(schedules = 2_000)
    void callsAsTheyCome(Sim sim) {
        Goods goods = new Goods(sim);
        await(goods.consumed(
                goods.source(1, ITEMS).mapAsyncUnordered(CALLS, item -> tenfold(goods, item), goods.undelivered::add)));
        mapped(goods);
        goods.inOrder(results);
    }

    // ---- merge

    /** Nobody is told of what merge has in its hands: at most one item of each. */
    @Explore(schedules = 2_000)
    void aMerge(Sim sim) {
        Goods goods = new Goods(sim);
        await(goods.consumed(AsyncStream.merge(goods.source(1, 2), goods.source(3, ITEMS))));
        isWhole(goods);
        assertTrue(goods.given.containsAll(goods.taken), () -> "taken " + goods.taken);
        assertTrue(goods.given.size() - goods.taken.size() <= 2, () -> goods.taken + " of " + goods.given);
        for (boolean first : new boolean[] {true, false}) {
            List<Integer> ofOne =
                    goods.taken.stream().filter(item -> (item <= 2) == first).toList();
            List<Integer> promised =
                    goods.given.stream().filter(item -> (item <= 2) == first).toList();
            assertEquals(promised.subList(0, ofOne.size()), ofOne, "of one source");
        }
    }

    // ---- produce

    @Async
    private static Coroutine<Void> send(Goods goods, Sink<Integer> sink, int from, int to) {
        goods.begins();
        try {
            for (int item = from; item <= to; item++) {
                await(item == 2 ? pause(1) : yieldNow());
                goods.mayFailBefore(item);
                goods.given.add(item);
                await(sink.send(item));
            }
        } finally {
            await(goods.cleanUp());
        }
        return done();
    }

    @Explore(schedules = 2_000)
    void aProducer(Sim sim) {
        Goods goods = new Goods(sim);
        await(goods.consumed(AsyncStream.produce(1, goods.undelivered::add, sink -> send(goods, sink, 1, ITEMS))));
        goods.allAccountedFor(goods.given);
        goods.inOrder(goods.given);
        isWhole(goods);
    }

    @Explore(schedules = 2_000)
    void aGroupOfProducers(Sim sim) {
        Goods goods = new Goods(sim);
        await(goods.consumed(AsyncStream.produce(
                2,
                goods.undelivered::add,
                sink -> TaskGroup.run(group -> {
                    group.start(() -> send(goods, sink, 1, 2));
                    group.start(() -> send(goods, sink, 3, ITEMS));
                    return done();
                }))));
        goods.allAccountedFor(goods.given);
        isWhole(goods);
    }
}
