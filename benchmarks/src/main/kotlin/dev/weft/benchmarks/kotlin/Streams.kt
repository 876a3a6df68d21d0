package dev.weft.benchmarks.kotlin

import dev.weft.benchmarks.Values
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.channelFlow
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.yield

/** Flows, and the collectors that add up their items. */
object Streams {
    private fun sum(items: Flow<Int>): Int = looping {
        var sum = 0
        items.collect { sum += it }
        sum
    }

    private fun items(times: Int): Flow<Int> = flow {
        for (i in 0 until times) emit(Values.of(i))
    }

    @JvmStatic
    fun ready(times: Int): Int = sum(items(times))

    @JvmStatic
    fun mapped(times: Int): Int = sum(items(times).map { it })

    @JvmStatic
    fun mappedThrice(times: Int): Int = sum(items(times).map { it }.map { it }.map { it })

    @JvmStatic
    fun yielding(times: Int, every: Int): Int = sum(flow {
        for (i in 0 until times) {
            if (i % every == 0) yield()
            emit(Values.of(i))
        }
    })

    private fun nestedItems(times: Int, depth: Int): Flow<Int> = flow {
        emitAll(if (depth == 1) items(times) else nestedItems(times, depth - 1))
    }

    @JvmStatic
    fun nested(times: Int, depth: Int): Int = sum(nestedItems(times, depth))

    @JvmStatic
    fun produced(times: Int, capacity: Int): Int = sum(channelFlow {
        for (i in 0 until times) send(Values.of(i))
    }.buffer(capacity))
}
