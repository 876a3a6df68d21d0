package dev.weft.benchmarks.kotlin

import java.util.function.Supplier
import java.util.function.ToIntFunction
import kotlinx.coroutines.yield

/** A chain of calls whose leaf fails after it has suspended. */
object Failing {
    @JvmStatic
    fun run(times: Int, depth: Int, failure: Supplier<RuntimeException>, caught: ToIntFunction<RuntimeException>): Int =
        looping {
            var sum = 0
            for (i in 0 until times) {
                try {
                    sum += call(depth, failure)
                } catch (e: RuntimeException) {
                    sum += caught.applyAsInt(e)
                }
            }
            sum
        }

    @JvmStatic
    fun drop(times: Int, depth: Int, failure: Supplier<RuntimeException>): Int =
        looping {
            var sum = 0
            for (i in 0 until times) {
                try {
                    sum += call(depth, failure)
                } catch (e: RuntimeException) {
                    sum++
                }
            }
            sum
        }

    private suspend fun call(depth: Int, failure: Supplier<RuntimeException>): Int {
        if (depth == 1) {
            yield()
            throw failure.get()
        }
        return call(depth - 1, failure) + 1
    }
}
