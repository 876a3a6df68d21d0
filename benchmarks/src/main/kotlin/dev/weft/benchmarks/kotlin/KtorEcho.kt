package dev.weft.benchmarks.kotlin

import io.ktor.network.selector.SelectorManager
import io.ktor.network.sockets.InetSocketAddress
import io.ktor.network.sockets.Socket
import io.ktor.network.sockets.aSocket
import io.ktor.network.sockets.openReadChannel
import io.ktor.network.sockets.openWriteChannel
import io.ktor.network.sockets.port
import io.ktor.utils.io.readAvailable
import io.ktor.utils.io.writeFully
import java.util.concurrent.Executors
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** X6: the echo server with ktor's sockets; its handlers run on one thread, its selector on another. */
object KtorEcho {
    private const val SIZE = 4096

    /** Listens on the loopback address, and returns the port. Serves until the process ends. */
    @JvmStatic
    fun start(): Int {
        val scope = CoroutineScope(thread("handlers"))
        val selector = SelectorManager(thread("selector"))
        val server = runBlocking {
            aSocket(selector).tcp().bind(InetSocketAddress("127.0.0.1", 0)) { backlogSize = 2000 }
        }
        scope.launch {
            while (true) {
                val peer = server.accept()
                scope.launch { echo(peer) }
            }
        }
        return server.port
    }

    private suspend fun echo(peer: Socket) = peer.use {
        val source = it.openReadChannel()
        val sink = it.openWriteChannel()
        val buffer = ByteArray(SIZE)
        var n = source.readAvailable(buffer)
        while (n >= 0) {
            sink.writeFully(buffer, 0, n)
            sink.flush()
            n = source.readAvailable(buffer)
        }
    }

    private fun thread(name: String) =
        Executors.newSingleThreadExecutor { Thread(it, name).apply { isDaemon = true } }.asCoroutineDispatcher()
}
