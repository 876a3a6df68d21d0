package example;

import dev.failsafe.spi.Scheduler;
import dev.weft.EventLoop;
import dev.weft.TimerHandle;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Lets Failsafe do everything on the thread of a loop, and by its clock. */
record LoopScheduler(EventLoop loop) implements Scheduler {

    @Override
    public ScheduledFuture<?> schedule(Callable<?> call, long delay, TimeUnit unit) {
        return new Scheduled<>(loop, call, Duration.of(delay, unit.toChronoUnit()));
    }

    private static final class Scheduled<T> extends FutureTask<T> implements ScheduledFuture<T> {
        private final EventLoop loop;
        private final Duration due;
        private final TimerHandle timer;

        Scheduled(EventLoop loop, Callable<T> call, Duration delay) {
            super(call);
            this.loop = loop;
            due = loop.time().plus(delay);
            timer = loop.scheduleAt(due, this);
        }

        @Override
        public boolean cancel(boolean interrupt) {
            timer.cancel();
            return super.cancel(false); // the thread is that of the loop
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due.minus(loop.time()));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
