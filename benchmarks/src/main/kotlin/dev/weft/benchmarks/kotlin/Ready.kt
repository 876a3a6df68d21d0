package dev.weft.benchmarks.kotlin

import dev.weft.benchmarks.Values
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.future.await
import java.util.concurrent.CompletableFuture

/** Awaits what is ready, in a loop. */
object Ready {
    @JvmStatic
    fun done(value: Int): Deferred<Int> = CompletableDeferred(Values.of(value))

    /** Sources that are done. */
    @JvmStatic
    fun source(ready: Array<Deferred<Int>>, times: Int): Int = looping {
        var sum = 0
        for (i in 0 until times) {
            sum += ready[i and 7].await()
        }
        sum
    }

    /** Futures that are done. */
    @JvmStatic
    fun future(ready: Array<CompletableFuture<Int>>, times: Int): Int = looping {
        var sum = 0
        for (i in 0 until times) {
            sum += ready[i and 7].await()
        }
        sum
    }

    /** A call of a suspend function that does not suspend. */
    @JvmStatic
    fun call(times: Int): Int = looping {
        var sum = 0
        for (i in 0 until times) {
            sum += small(i)
        }
        sum
    }

    private suspend fun small(x: Int): Int = Values.of(x)
}
