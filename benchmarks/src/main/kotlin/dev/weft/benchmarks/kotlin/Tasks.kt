package dev.weft.benchmarks.kotlin

import dev.weft.benchmarks.Values
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.yield

/** Starts many tasks that each yield once, and awaits all. */
object Tasks {
    @JvmStatic
    fun run(count: Int): Int = looping {
        val tasks = ArrayList<Deferred<Int>>(count)
        for (i in 0 until count) {
            tasks.add(async { small(i) })
        }
        var sum = 0
        for (task in tasks) {
            sum += task.await()
        }
        sum
    }

    private suspend fun small(x: Int): Int {
        yield()
        return Values.of(x)
    }
}
