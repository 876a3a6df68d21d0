package dev.weft;

import dev.weft.jfr.LongCallback;

/** Records the steps that take longer than a recording's threshold. */
final class FlightStopwatch extends Stopwatch {
    private final boolean timed;

    FlightStopwatch(Vitals vitals, boolean timed) {
        super(vitals);
        this.timed = timed;
    }

    @Override
    void run(QueueNode node) {
        LongCallback event = new LongCallback();
        event.begin();
        try {
            if (timed) {
                super.run(node);
            } else {
                node.run();
            }
        } finally {
            event.end();
            if (event.shouldCommit()) {
                Object subject = node.subject();
                // What is not ours is named by its class: to be made a string is no right to fail here.
                event.callback =
                        subject == node ? node.toString() : subject.getClass().getName();
                event.loop = vitals.loopId();
                event.commit();
            }
        }
    }
}
