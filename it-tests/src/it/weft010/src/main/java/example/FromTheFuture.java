package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.abi.Woven;

/** Says that a later weaver wove it. */
@Woven(abi = 4711)
class FromTheFuture { // WEFT010 as example.FromTheFuture
    @Async
    static Coroutine<Integer> one() {
        return Weft.result(Weft.await(Weft.result(1)));
    }
}
