package dev.weft.it.docs.pictures;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;

/** What {@link AwaitPicture} shows: the lines of one method, and what the plugin has made of it. */
final class Cart {
    private Cart() {}

    @Async
    static Coroutine<Integer> total(String item, int count) {
        int price = await(Prices.of(item));
        return result(price * count);
    }

    static final class Prices {
        private Prices() {}

        @Async
        static Coroutine<Integer> of(String item) {
            await(yieldNow());
            return result(item.length());
        }
    }
}
