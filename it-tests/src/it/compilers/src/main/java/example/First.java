package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;

public class First {

    @Async
    public static Coroutine<Integer> next(int number) {
        await(yieldNow());
        return result(number + 1);
    }
}
