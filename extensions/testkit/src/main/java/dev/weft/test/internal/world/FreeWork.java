package dev.weft.test.internal.world;

import dev.weft.ports.BlockingWork;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Blocking work that runs beside the loop, in real time. */
final class FreeWork implements BlockingWork {
    private final ForeignThreads foreign;

    /** The number of works that were submitted and have not ended. Any thread. */
    private final AtomicInteger underWay = new AtomicInteger();

    FreeWork(ForeignThreads foreign) {
        this.foreign = foreign;
    }

    /** The end is counted before the loop is woken for it, also if the work was cancelled, or never began. */
    @Override
    public Future<?> submit(Runnable work) {
        FutureTask<Void> task = new FutureTask<>(work, null);
        underWay.incrementAndGet();
        WorkThreads.execute(() -> {
            try {
                task.run();
            } finally {
                underWay.decrementAndGet();
                foreign.wakeUp();
            }
        });
        return task;
    }

    boolean isUnderWay() {
        return underWay.get() > 0;
    }
}
