package dev.weft.test.internal.world;

import dev.weft.ports.BlockingWork;
import dev.weft.test.internal.report.AwaitTree;
import dev.weft.test.internal.report.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Blocking work, one at a time: it waits until the poller runs it, on a thread of its own; the loop's thread waits for its
 * end. Owned by the loop's thread.
 */
final class SteppedWork implements BlockingWork {
    private static final long LOOK_MILLIS = 100;

    /** Work whose thread is parked so long, looked at so often, waits for something. */
    private static final int LOOKS = 10;

    private final World world;
    private final List<FutureTask<Void>> pending = new ArrayList<>();

    SteppedWork(World world) {
        this.world = world;
    }

    @Override
    public Future<?> submit(Runnable work) {
        FutureTask<Void> future = new FutureTask<>(work, null);
        pending.add(future);
        return future;
    }

    /** Returns the number of works that have not run. */
    int pending() {
        pending.removeIf(Future::isDone);
        return pending.size();
    }

    /** Runs one of the works to its end. Its wake-up is in the inbox then. */
    void run(int i) {
        FutureTask<Void> work = pending.remove(i);
        AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        WorkThreads.execute(() -> {
            worker.set(Thread.currentThread());
            world.foreign.admit(Thread.currentThread());
            try {
                work.run();
            } finally {
                world.foreign.admit(null);
                ended.countDown();
            }
        });
        try {
            int parked = 0;
            while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                Thread thread = worker.get();
                parked = thread != null && isParked(thread) ? parked + 1 : 0;
                if (parked == LOOKS && thread != null) {
                    String message = message(thread);
                    work.cancel(true);
                    throw world.ends(new RunFailure(RunFailure.Kind.BLOCKING, message));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw world.ends(new RunFailure(RunFailure.Kind.INTERRUPTED, "", "interrupted while blocking work ran", e));
        }
    }

    private static boolean isParked(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            default -> false;
        };
    }

    private String message(Thread thread) {
        StringBuilder text = new StringBuilder(
                        "blocking work has waited for a second of real time, while the loop waits"
                                + " for it: if it needs the loop, or another thread, use @WeftTest(blocking = Blocking.FREE); then runs are"
                                + " not reproducible\n  thread ")
                .append(thread.getName());
        text.append(Text.stack(List.of(thread.getStackTrace())));
        return text.append('\n').append(AwaitTree.of(world.loop)).toString();
    }
}
