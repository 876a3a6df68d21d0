package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.AsyncStream.Overflow;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncTopic;

/** Follows prices as fast as it can. */
final class Follower {
    private Follower() {}

    @Async
    static Coroutine<Void> follow(AsyncTopic<Integer> prices, AsyncFunction<Integer, Void> show) throws Exception {
        for (var price : await(prices.subscribe(2, Overflow.DROP_OLDEST))) {
            await(show.apply(price));
        }
        return done();
    }
}
