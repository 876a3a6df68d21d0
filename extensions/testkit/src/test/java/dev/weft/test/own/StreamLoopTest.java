package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.emitAll;
import static dev.weft.Weft.end;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;

/**
 * A generator is cleaned up once, before the loop over it is left, wherever that breaks and whenever it is cancelled; no item
 * is skipped or comes twice.
 */
class StreamLoopTest {
    private static final int ITEMS = 4;

    /** Nobody runs ahead: all that was given was taken. */
    @Async
    private static Coroutine<Void> loop(Goods goods, AsyncStream<Integer> stream) {
        await(goods.consumed(stream));
        assertEquals(goods.given, goods.taken, "taken");
        assertTrue(!goods.wasWhole || goods.taken.size() == ITEMS, () -> "taken " + goods.taken);
        return done();
    }

    @Async
    private static AsyncStream<Integer> passedOn(Goods goods) {
        goods.begins();
        try {
            emitAll(goods.source(1, 2));
            goods.mayFailBefore(3);
            goods.given.add(3);
            emit(3);
            emitAll(goods.source(4, ITEMS));
        } finally {
            await(goods.cleanUp());
        }
        return end();
    }

    @Explore(schedules = 1_500)
    void oneGenerator(Sim sim) {
        Goods goods = new Goods(sim);
        await(loop(goods, goods.source(1, ITEMS)));
    }

    @Explore(schedules = 1_500)
    void nestedGenerators(Sim sim) {
        Goods goods = new Goods(sim);
        await(loop(goods, goods.nested(goods.nested(goods.source(1, ITEMS)))));
    }

    @Explore(schedules = 1_500)
    void emitAllOfOthers(Sim sim) {
        Goods goods = new Goods(sim);
        await(loop(goods, passedOn(goods)));
    }

    @Explore(schedules = 1_000, order = Order.ANY)
    void operatorsInBetween(Sim sim) {
        Goods goods = new Goods(sim);
        await(loop(
                goods, goods.source(1, ITEMS).skip(0).filter(item -> item > 0).flatMap(AsyncStream::of)));
    }
}
