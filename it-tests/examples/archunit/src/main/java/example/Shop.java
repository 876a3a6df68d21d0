package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;

/** What the rules are about. */
class Shop {
    private final int stock = 3;

    @Async
    Coroutine<Integer> left(int sold) {
        await(yieldNow());
        return result(stock - sold);
    }
}
