package dev.weft.internal.observe;

import dev.weft.internal.loop.QueueNode;
import dev.weft.internal.loop.StepTimer;

/** Times the steps of a loop. Used by the loop's thread. */
class Stopwatch extends StepTimer {
    final LoopMetrics metrics;

    Stopwatch(LoopMetrics metrics) {
        this.metrics = metrics;
    }

    static StepTimer of(LoopMetrics metrics, boolean recorded, boolean timed) {
        return recorded ? new FlightStopwatch(metrics, timed) : new Stopwatch(metrics);
    }

    @Override
    protected void run(QueueNode node) {
        long began = System.nanoTime();
        try {
            step(node);
        } finally {
            metrics.recordDuration(System.nanoTime() - began);
        }
    }
}
