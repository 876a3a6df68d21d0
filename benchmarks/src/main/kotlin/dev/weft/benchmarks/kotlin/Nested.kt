package dev.weft.benchmarks.kotlin

import dev.weft.benchmarks.Values

/** Ten calls inside one another, in one class. None suspends. */
object Nested {
    @JvmStatic
    fun oneMethod(times: Int): Int = looping {
        var x = 0
        for (i in 0 until times) {
            x = call(10, x + i)
        }
        x
    }

    @JvmStatic
    fun tenMethods(times: Int): Int = looping {
        var x = 0
        for (i in 0 until times) {
            x = level1(x + i)
        }
        x
    }

    // What follows a call keeps it from being a tail call, for which Kotlin makes no state machine.
    private suspend fun call(depth: Int, x: Int): Int = if (depth == 1) Values.of(x) else call(depth - 1, x) + 1

    private suspend fun level1(x: Int): Int = level2(x) + 1

    private suspend fun level2(x: Int): Int = level3(x) + 1

    private suspend fun level3(x: Int): Int = level4(x) + 1

    private suspend fun level4(x: Int): Int = level5(x) + 1

    private suspend fun level5(x: Int): Int = level6(x) + 1

    private suspend fun level6(x: Int): Int = level7(x) + 1

    private suspend fun level7(x: Int): Int = level8(x) + 1

    private suspend fun level8(x: Int): Int = level9(x) + 1

    private suspend fun level9(x: Int): Int = level10(x) + 1

    private suspend fun level10(x: Int): Int = Values.of(x)
}
