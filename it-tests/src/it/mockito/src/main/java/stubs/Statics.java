package stubs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;

public class Statics {

    @Async
    public static Coroutine<Integer> ready(int n) {
        return result(n);
    }

    @Async
    public static Coroutine<Integer> suspends(int n) {
        await(yieldNow());
        return result(n);
    }

    /** The await is fused. */
    @Async
    public Coroutine<Integer> fused(int n) {
        return result(await(ready(n)));
    }

    /** Nothing static is called. */
    @Async
    public Coroutine<Integer> instance(int n) {
        await(yieldNow());
        return result(n);
    }
}
