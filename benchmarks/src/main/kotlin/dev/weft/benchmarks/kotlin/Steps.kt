package dev.weft.benchmarks.kotlin

import dev.weft.benchmarks.Values

/** Calls of an interface with three implementations. None suspends. */
class Steps {
    private interface Step {
        suspend fun from(x: Int): Int
    }

    private class One : Step {
        override suspend fun from(x: Int): Int = Values.of(x + 1)
    }

    private class Two : Step {
        override suspend fun from(x: Int): Int = Values.of(x + 2)
    }

    private class Three : Step {
        override suspend fun from(x: Int): Int = Values.of(x + 3)
    }

    private val steps = arrayOf(One(), Two(), Three(), Two(), Three(), One(), Three(), One())

    fun run(times: Int): Int = looping {
        var x = 0
        for (i in 0 until times) {
            x = steps[i and 7].from(x)
        }
        x
    }
}
