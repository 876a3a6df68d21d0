package stubs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;

public record Pair(int a, int b) {

    @Async
    public Coroutine<Integer> sum() {
        await(yieldNow());
        return result(a + b);
    }

    /** The await is fused: a record is final. */
    @Async
    public Coroutine<Integer> sumAndOne() {
        return result(await(sum()) + 1);
    }
}
