package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.runBlocking

/** Runs on the event loop of the calling thread. */
internal fun looping(main: suspend CoroutineScope.() -> Int): Int = runBlocking(block = main)
