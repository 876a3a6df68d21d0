package dev.weft.benchmarks.kotlin

import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future

/** Functions that give futures, and go on at once on the thread that completes what they wait for. */
@OptIn(DelicateCoroutinesApi::class)
object Hot {
    /** Awaits many futures. */
    @JvmStatic
    fun sum(futures: Array<CompletableFuture<Int>>, times: Int): CompletableFuture<Int> =
        GlobalScope.future(Dispatchers.Unconfined) {
            var sum = 0
            for (i in 0 until times) {
                sum += futures[i and 7].await()
            }
            sum
        }

    /** Awaits one. */
    @JvmStatic
    fun addOne(future: CompletableFuture<Int>): CompletableFuture<Int> =
        GlobalScope.future(Dispatchers.Unconfined) { future.await() + 1 }
}
