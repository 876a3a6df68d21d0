package dev.weft.internal.observe;

import dev.weft.internal.loop.QueueNode;
import dev.weft.internal.observe.jfr.LongCallback;

/** Records the steps that take longer than a recording's threshold. */
final class FlightStopwatch extends Stopwatch {
    private final boolean timed;

    FlightStopwatch(LoopMetrics metrics, boolean timed) {
        super(metrics);
        this.timed = timed;
    }

    @Override
    protected void run(QueueNode node) {
        LongCallback event = new LongCallback();
        event.begin();
        try {
            if (timed) {
                super.run(node);
            } else {
                step(node);
            }
        } finally {
            event.end();
            if (event.shouldCommit()) {
                Object subject = subjectOf(node);
                // A user's object is named by its class, because its toString might fail here.
                event.callback =
                        subject == node ? node.toString() : subject.getClass().getName();
                event.loop = metrics.loop().id();
                event.commit();
            }
        }
    }
}
