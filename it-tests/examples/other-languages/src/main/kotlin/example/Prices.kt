package example

import dev.weft.Async
import dev.weft.Coroutine
import dev.weft.Weft.await
import dev.weft.Weft.result
import dev.weft.Weft.sleep
import java.time.Duration

class Prices(private val known: Map<String, Int>) {

    @Async
    fun price(of: String): Coroutine<Int> {
        await(sleep(Duration.ofMillis(10)))
        return result(known[of] ?: throw NoSuchElementException(of))
    }

    @Async
    fun total(vararg all: String): Coroutine<Int> {
        var sum = 0
        for (one in all) {
            sum += try {
                await(price(one))
            } catch (e: NoSuchElementException) {
                0
            }
        }
        return result(sum)
    }
}
