package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

class Chosen {
    @Async
    static Coroutine<Integer> sum() {
        int one = Weft.await(Weft.result(1));
        int two = Weft.await(Weft.result(2));
        return Weft.result(one + two);
    }
}
