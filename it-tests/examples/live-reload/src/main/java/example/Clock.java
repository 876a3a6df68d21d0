package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;

class Clock {

    @Async
    static Coroutine<String> time() {
        await(yieldNow());
        return result("noon");
    }
}
