package dev.weft.test.internal.explore;

import dev.weft.EventLoop;
import dev.weft.test.internal.report.AwaitTree;
import dev.weft.test.internal.report.Text;
import dev.weft.test.internal.world.RunFailure;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs an exploration on a thread of its own, and watches it: if one run takes too long, the thread is abandoned, and the
 * caller goes on with a failure that shows where it hangs.
 */
final class KitThread {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private KitThread() {}

    /** Work with a result. */
    interface Work<T> {
        /** Does the work. */
        T run() throws Throwable;
    }

    /**
     * Runs work, and waits for it.
     *
     * @param name the thread's name
     * @param limitMillis the limit of each run of {@code runner}
     */
    static <T> T call(String name, Work<T> work, Runner runner, long limitMillis) {
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return work.run();
            } catch (Exception | Error failure) {
                throw failure;
            } catch (Throwable failure) {
                throw new InvocationTargetException(failure);
            }
        });
        Thread thread = new Thread(task, name);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        thread.start();
        while (true) {
            long left = limitMillis - (System.nanoTime() - runner.runningSince()) / NANOS_PER_MILLI;
            try {
                return task.get(Math.max(1, left), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if ((System.nanoTime() - runner.runningSince()) / NANOS_PER_MILLI >= limitMillis) {
                    RunFailure hangs = hangs(thread, runner, limitMillis);
                    abandon(thread, runner);
                    throw hangs;
                }
            } catch (InterruptedException e) {
                abandon(thread, runner);
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while the test ran", e);
            } catch (ExecutionException e) {
                throw KitThread.<RuntimeException>sneaky(e.getCause());
            }
        }
    }

    private static RunFailure hangs(Thread thread, Runner runner, long limitMillis) {
        StringBuilder text = new StringBuilder("the run has not ended within " + limitMillis
                + " ms of real time; its thread is abandoned. It is here:");
        text.append(Text.stack(List.of(thread.getStackTrace())));
        EventLoop loop = runner.loop();
        if (loop != null) {
            text.append('\n').append(tree(loop));
        }
        return new RunFailure(RunFailure.Kind.TIME_LIMIT, text.toString());
    }

    /** The loop may go on while it is looked at. */
    private static String tree(EventLoop loop) {
        try {
            return AwaitTree.of(loop);
        } catch (RuntimeException changed) {
            return "its tasks cannot be shown: " + changed;
        }
    }

    private static void abandon(Thread thread, Runner runner) {
        runner.abandon();
        thread.interrupt();
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException sneaky(@Nullable Throwable failure) throws X {
        throw (X) failure;
    }
}
