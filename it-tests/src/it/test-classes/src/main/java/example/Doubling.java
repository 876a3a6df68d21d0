package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

class Doubling {
    @Async
    static Coroutine<Integer> twice(int x) {
        Weft.await(Weft.yieldNow());
        return Weft.result(2 * x);
    }
}
