package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.Job
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** Coroutines that sleep. */
object Sleeping {
    @JvmStatic
    fun wall(count: Int): Unit = runBlocking {
        val jobs = ArrayList<Job>(count)
        for (i in 0 until count) {
            jobs.add(launch { delay(1_000) })
        }
        for (job in jobs) {
            job.join()
        }
    }

    @JvmStatic
    fun parked(count: Int, asleep: Runnable): Unit = runBlocking {
        for (i in 0 until count) {
            launch { delay(3_600_000) }
        }
        delay(1)
        asleep.run()
        coroutineContext.cancelChildren()
    }
}
