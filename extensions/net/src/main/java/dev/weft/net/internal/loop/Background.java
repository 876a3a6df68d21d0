package dev.weft.net.internal.loop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Calls that block, on a few daemon threads that nobody interrupts. {@link dev.weft.Weft#blocking} interrupts its worker when the
 * task is cancelled and when the loop is closed, and an interruption closes a {@link java.nio.channels.FileChannel}.
 */
public final class Background {
    private static final int THREADS = 16;

    private Background() {}

    /** The threads, which end when they have had nothing to do for a while. Made at the first use. */
    private static final class Threads {
        static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
                THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Threads::daemon);

        static {
            POOL.allowCoreThreadTimeOut(true);
        }

        private static Thread daemon(Runnable work) {
            Thread thread = new Thread(work, "weft-files");
            thread.setDaemon(true);
            return thread;
        }
    }

    /** Returns the threads. */
    public static Executor threads() {
        return Threads.POOL;
    }

    /**
     * Makes a call, and waits for it. If the wait is cancelled, the call goes on, and what it gives is let go of.
     *
     * @param work the call
     * @param undo lets go of what nobody receives; called on one of the threads
     * @param <T> what the call gives
     */
    @Async
    public static <T> Coroutine<T> call(Callable<? extends T> work, Consumer<? super T> undo) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Threads.POOL.execute(() -> {
            if (done.isDone()) {
                return; // nobody waits any more
            }
            try {
                T given = work.call();
                if (!done.complete(given)) {
                    undo.accept(given);
                }
            } catch (Throwable failure) {
                done.completeExceptionally(failure);
            }
        });
        try {
            return result(await(done.minimalCompletionStage()));
        } catch (Throwable failure) {
            if (!done.cancel(false) && !done.isCompletedExceptionally()) {
                Threads.POOL.execute(
                        () -> undo.accept(done.join())); // it was cancelled between the outcome and its delivery
            }
            throw failure;
        }
    }
}
