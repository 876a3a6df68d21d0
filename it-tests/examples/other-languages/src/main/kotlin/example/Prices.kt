package example

import dev.weft.Async
import dev.weft.AsyncCallable
import dev.weft.Coroutine
import dev.weft.Weft.await
import dev.weft.Weft.gather
import dev.weft.Weft.result
import dev.weft.Weft.sleep
import dev.weft.Weft.start
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

    /** Lambdas that await. All of them run at the same time. */
    @Async
    fun dearest(vararg all: String): Coroutine<Int> {
        val asked = all.map { one -> start(AsyncCallable { result(await(price(one))) }) }
        val prices: List<Int> = await(gather(asked))
        return result(prices.max())
    }

    /** A lambda of a type of Kotlin: each price goes through it. */
    @Async
    fun changed(vararg all: String, change: (Int) -> Coroutine<Int>): Coroutine<List<Int>> {
        val changed = ArrayList<Int>()
        for (one in all) {
            changed.add(await(change(await(price(one)))))
        }
        return result(changed)
    }

    @Async
    fun withTax(percent: Int, vararg all: String): Coroutine<List<Int>> {
        var steps = 0
        val changed: List<Int> = await(changed(*all) { price ->
            await(sleep(Duration.ofMillis(1)))
            steps++
            result(price + price * percent / 100)
        })
        return result(changed + steps)
    }
}
