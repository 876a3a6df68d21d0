package example

import static dev.weft.Weft.await
import static dev.weft.Weft.result
import static dev.weft.Weft.yieldNow

import dev.weft.Async
import dev.weft.Coroutine
import dev.weft.Weft

class Dynamic {

    @Async
    static Coroutine<Integer> one() {
        await(yieldNow())
        return result(1)
    }

    static void main(String[] args) {
        println Weft.run(one())
    }
}
