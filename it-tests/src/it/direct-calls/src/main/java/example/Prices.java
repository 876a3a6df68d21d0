package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;

class Prices {
    @Async
    Coroutine<Integer> of(String item) {
        if (item.isEmpty()) {
            throw new IllegalArgumentException("nothing");
        }
        await(yieldNow());
        return result(item.length());
    }
}
