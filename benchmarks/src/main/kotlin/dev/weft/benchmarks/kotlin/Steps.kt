package dev.weft.benchmarks.kotlin

/** Calls of an interface with three implementations. None suspends. */
class Steps {
    private interface Step {
        suspend fun from(x: Int): Int
    }

    private class One : Step {
        override suspend fun from(x: Int): Int = (x + 1) and 127
    }

    private class Two : Step {
        override suspend fun from(x: Int): Int = (x + 2) and 127
    }

    private class Three : Step {
        override suspend fun from(x: Int): Int = (x + 3) and 127
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
