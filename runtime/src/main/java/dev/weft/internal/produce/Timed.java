package dev.weft.internal.produce;

import dev.weft.abi.StreamFrame;
import dev.weft.internal.loop.Deadline;
import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.task.EventLoopImpl;
import java.time.Duration;
import java.util.List;

/**
 * A stream that gives what has come when a time is over.
 *
 * <p>Invariant: {@code timer} is set, for {@code due} or earlier, from when a time begins to when it is over. To begin anew
 * only moves {@code due}: the timer looks at it when it fires. Owned by the loop's thread.
 */
final class Timed<T> extends TaskStream<T> implements Deadline.Owner {
    private final String operation;
    private final StreamFrame<?> source;
    private final TimedStore store;
    private final long nanos;
    private final Deadline timer = new Deadline(this);
    private boolean set;
    private long due;

    Timed(String operation, StreamFrame<?> source, TimedStore store, Duration time) {
        super(store, List.of(source), null);
        this.operation = operation;
        this.source = source;
        this.store = store;
        nanos = Math.max(0, TimerNode.nanos(time));
    }

    @Override
    void begin(Children starter) {
        starter.run(new TimedPump(), streamName());
    }

    @Override
    boolean needsAllTasks() {
        return false; // the time may be up
    }

    @Override
    public void expire() {
        set = false;
        long left = due - loop().now();
        if (left > 0) {
            setTimer(left);
        } else {
            exchange.changed(store::timeIsUp);
        }
    }

    private void setTimer(long fromNow) {
        set = true;
        loop().addTimer(timer, fromNow);
    }

    private EventLoopImpl loop() {
        return children().loop();
    }

    @Override
    String operation() {
        return operation;
    }

    private final class TimedPump extends Pump {
        TimedPump() {
            super(Timed.this, source);
        }

        @Override
        void sent() {
            if (exchange.look(store::tookTime)) {
                due = loop().now() + nanos;
                if (!set) {
                    setTimer(nanos);
                }
            }
        }

        @Override
        void ended() {
            if (set) {
                set = false;
                loop().removeTimer(timer);
            }
        }
    }
}
