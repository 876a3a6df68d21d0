package dev.weft.benchmarks.kotlin

import dev.weft.benchmarks.Values

/** Ten services, each of a class of its own, that call one another. None suspends. */
class Services {
    private val first = Service1()

    fun run(times: Int): Int = looping {
        var x = 0
        for (i in 0 until times) {
            x = first.call(x + i)
        }
        x
    }
}

open class Service1 {
    private val next = Service2()

    open suspend fun call(x: Int): Int = next.call(x) + 1
}

open class Service2 {
    private val next = Service3()

    open suspend fun call(x: Int): Int = next.call(x) + 1
}

open class Service3 {
    private val next = Service4()

    open suspend fun call(x: Int): Int = next.call(x) + 1
}

open class Service4 {
    private val next = Service5()

    open suspend fun call(x: Int): Int = next.call(x) + 1
}

open class Service5 {
    private val next = Service6()

    open suspend fun call(x: Int): Int = next.call(x) + 1
}

open class Service6 {
    private val next = Service7()

    open suspend fun call(x: Int): Int = next.call(x) + 1
}

open class Service7 {
    private val next = Service8()

    open suspend fun call(x: Int): Int = next.call(x) + 1
}

open class Service8 {
    private val next = Service9()

    open suspend fun call(x: Int): Int = next.call(x) + 1
}

open class Service9 {
    private val next = Service10()

    open suspend fun call(x: Int): Int = next.call(x) + 1
}

open class Service10 {
    open suspend fun call(x: Int): Int = Values.of(x)
}
