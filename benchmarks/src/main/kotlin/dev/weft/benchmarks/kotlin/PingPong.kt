package dev.weft.benchmarks.kotlin

import dev.weft.benchmarks.Values
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch

/** Two coroutines that hand a number to and fro. */
class PingPong(capacity: Int) {
    private val ping = Channel<Int>(capacity)
    private val pong = Channel<Int>(capacity)

    fun run(rounds: Int): Int = looping {
        val other = launch {
            for (i in 0 until rounds) {
                pong.send(ping.receive() + 1)
            }
        }
        var sum = 0
        for (i in 0 until rounds) {
            ping.send(Values.of(i))
            sum += pong.receive()
        }
        other.join()
        sum
    }
}
