package stubs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;

/** All awaits of its own methods are fused, since none can be overridden. */
public final class FinalStore {

    @Async
    public Coroutine<Integer> ready(int n) {
        return result(n);
    }

    @Async
    public Coroutine<Integer> suspends(int n) {
        await(yieldNow());
        return result(await(ready(n)));
    }
}
