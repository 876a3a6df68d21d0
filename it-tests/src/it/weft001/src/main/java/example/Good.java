package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

class Good {
    @Async
    static Coroutine<Integer> good() {
        return Weft.result(Weft.await(Weft.result(5)));
    }
}
