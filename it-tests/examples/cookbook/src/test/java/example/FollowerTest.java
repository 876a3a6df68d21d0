package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncTopic;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class FollowerTest {
    private final AsyncTopic<Integer> prices = new AsyncTopic<>();
    private final List<Integer> fast = new ArrayList<>();
    private final List<Integer> slow = new ArrayList<>();

    @Async
    private static Coroutine<Void> show(List<Integer> screen, Duration takes, int price) throws IOException {
        await(sleep(takes));
        if (price < 0) {
            throw new IOException("cannot show " + price);
        }
        screen.add(price);
        return done();
    }

    @WeftTest
    void whoIsSlowMissesSome() {
        var both = gather(
                start(() -> Follower.follow(prices, price -> show(fast, ofMillis(1), price))),
                start(() -> Follower.follow(prices, price -> show(slow, ofMillis(2800), price))));
        prices.publish(0); // nobody has subscribed yet
        await(sleep(ofMillis(500)));
        for (int price = 1; price <= 6; price++) {
            prices.publish(price);
            await(sleep(ofSeconds(1)));
        }
        prices.close();
        await(both);
        assertEquals(List.of(1, 2, 3, 4, 5, 6), fast);
        assertEquals(List.of(1, 2, 5, 6), slow);
    }

    @WeftTest
    void whoFailsOrIsCancelledIsNoSubscriberAnyMore() {
        var failing = start(() -> Follower.follow(prices, price -> show(fast, ofMillis(1), price)));
        var cancelled = start(() -> Follower.follow(prices, price -> show(slow, ofSeconds(3), price)));
        await(sleep(ofMillis(500)));
        assertEquals(2, prices.subscribers());
        cancelled.cancel();
        prices.publish(-1);
        await(waitAll(failing, cancelled));
        assertInstanceOf(IOException.class, failing.exceptionNow());
        assertTrue(cancelled.isCancelled());
        assertEquals(0, prices.subscribers());
    }
}
