package stubs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;

public interface Source {

    Coroutine<Integer> next();

    @Async
    default Coroutine<Integer> sumOfTwo() {
        int first = await(next());
        await(yieldNow());
        return result(first + await(next()));
    }
}
