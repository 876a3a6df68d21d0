package dev.weft.benchmarks.kotlin

import dev.weft.benchmarks.Values
import kotlinx.coroutines.yield

/** A chain of calls whose leaf suspends once. */
object Chain {
    @JvmStatic
    fun run(times: Int, depth: Int): Int = looping {
        var sum = 0
        for (i in 0 until times) {
            sum += call(depth, i)
        }
        sum
    }

    private suspend fun call(depth: Int, x: Int): Int {
        if (depth == 1) {
            yield()
            return Values.of(x)
        }
        return call(depth - 1, x) + 1
    }
}
