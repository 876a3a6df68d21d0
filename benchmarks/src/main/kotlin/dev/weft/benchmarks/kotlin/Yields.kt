package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.yield

/** Suspends, is scheduled again, goes on. */
object Yields {
    @JvmStatic
    fun run(times: Int): Int = looping {
        var sum = 0
        for (i in 0 until times) {
            yield()
            sum += i and 7
        }
        sum
    }
}
