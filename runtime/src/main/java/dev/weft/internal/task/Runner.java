package dev.weft.internal.task;

import dev.weft.Coroutine;
import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.loop.Uncaught;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One call of {@code Weft.run}, and its cancellation when the JVM is told to end: Ctrl-C, a signal,
 * {@code System.exit}.
 *
 * <p>One shutdown hook serves all programs that run. It cancels the main task of each running runner and keeps the JVM alive
 * until the programs have closed their loops, and {@code main} has ended if it called one of them. So {@code finally}
 * blocks run, and may await, and the code behind the call runs, too. The hook waits at most ten seconds (system property
 * {@code dev.weft.shutdown.millis}). It does not wait for a thread that has called {@code System.exit} itself, because that
 * thread waits for the hook.
 *
 * <p>A program that is stopped in this way ends with a {@link CancellationException}, as it was told to. If that ends
 * {@code main}, no stack trace is printed.
 */
public final class Runner {
    private static final long DEFAULT_MILLIS = 10_000;
    private static final long MILLIS_BETWEEN_LOOKS = 20;
    /** Changed while the hook is locked; any thread may read it. */
    private static final Set<Runner> RUNNING = ConcurrentHashMap.newKeySet();

    /** The hook; it is registered while a program runs, so that it keeps no class loader afterwards. */
    private static final Thread HOOK = new Shutdown();

    private void begins() {
        synchronized (HOOK) {
            if (RUNNING.add(this) && RUNNING.size() == 1) {
                try {
                    Runtime.getRuntime().addShutdownHook(HOOK);
                } catch (IllegalStateException | IllegalArgumentException alreadyEnding) {
                    // The JVM is shutting down already: no hook is needed.
                }
            }
        }
    }

    private void ended() {
        synchronized (this) {
            hasEnded = true;
            notifyAll();
        }
        synchronized (HOOK) {
            if (RUNNING.remove(this) && RUNNING.isEmpty()) {
                try {
                    Runtime.getRuntime().removeShutdownHook(HOOK);
                } catch (IllegalStateException ending) {
                    // The hook runs, or has run.
                }
            }
        }
    }

    /** It is not a lambda, because it is made before the first task and a lambda slows the start. */
    private static final class Shutdown extends Thread {
        Shutdown() {
            super("weft-shutdown");
        }

        @Override
        public void run() {
            endAll();
        }
    }

    private final EventLoopImpl loop;
    private final Thread thread = Thread.currentThread();
    /** Whether the call has ended. Guarded by this. */
    private boolean hasEnded;

    /** Whether the JVM is shutting down. Written by the shutdown hook. */
    private volatile boolean toldToEnd;

    private Runner(EventLoopImpl loop) {
        this.loop = loop;
    }

    /** See {@link dev.weft.Weft#run(Coroutine)}. */
    public static <T> T run(Coroutine<T> main) {
        return run(EventLoopImpl.create(), main);
    }

    /** See {@link dev.weft.Weft#run(dev.weft.EventLoop, Coroutine)}. */
    public static <T> T run(EventLoopImpl loop, Coroutine<T> main) {
        loop.requireNoHost();
        if (loop.isRunning() || loop.isClosed()) {
            throw new IllegalStateException(
                    Uncaught.text(loop) + (loop.isClosed() ? " is closed" : " is running already"));
        }
        Runner runner = new Runner(loop);
        runner.begins();
        try (loop) {
            return loop.runUntilComplete(main);
        } catch (CancellationException stopped) {
            if (runner.toldToEnd && !Cancellations.carries(stopped)) {
                runner.endQuietly(stopped);
            }
            throw stopped;
        } finally {
            runner.ended();
        }
    }

    /** Prints no trace if this exception ends the thread, unless somebody else handles what ends it. */
    private void endQuietly(CancellationException stopped) {
        Thread.UncaughtExceptionHandler group = thread.getUncaughtExceptionHandler();
        if (group instanceof ThreadGroup && Thread.getDefaultUncaughtExceptionHandler() == null) {
            thread.setUncaughtExceptionHandler((ending, failure) -> {
                if (failure != stopped) {
                    group.uncaughtException(ending, failure);
                }
            });
        }
    }

    private static void endAll() {
        long begin = System.nanoTime();
        long limit = TimerNode.nanosOf("dev.weft.shutdown.millis", DEFAULT_MILLIS);
        List<Runner> running = List.copyOf(RUNNING);
        List<Runner> calledByMain = new ArrayList<>();
        for (Runner runner : running) {
            if (runner.isCalledByMain()) {
                calledByMain.add(runner);
            }
            runner.cancel();
        }
        try {
            for (Runner runner : running) {
                if (!runner.isExiting()) {
                    if (!runner.awaitEnd(begin, limit)) {
                        return;
                    }
                }
            }
            for (Runner runner : calledByMain) {
                runner.awaitMain(begin, limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the call has ended. Returns false if it has not when the time is up. */
    private synchronized boolean awaitEnd(long begin, long limit) throws InterruptedException {
        long left = limit - (System.nanoTime() - begin);
        while (!hasEnded && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = limit - (System.nanoTime() - begin);
        }
        return hasEnded;
    }

    /** Returns whether the thread ends when {@code main} returns. Threads of pools go on. */
    private boolean isCalledByMain() {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0 && stack[stack.length - 1].getMethodName().equals("main");
    }

    /** Waits until the main thread has ended, or waits for the end of the JVM itself. */
    private void awaitMain(long begin, long limit) throws InterruptedException {
        while (thread.isAlive() && System.nanoTime() - begin < limit && !isExiting()) {
            thread.join(MILLIS_BETWEEN_LOOKS);
        }
    }

    private void cancel() {
        toldToEnd = true;
        try {
            loop.execute(() -> loop.cancelMain("the JVM is shutting down"));
        } catch (RejectedExecutionException closed) {
            // The runner has just ended.
        } catch (Throwable broken) { // of a poller; the other programs are to be cancelled all the same
            Uncaught.log(loop, broken);
        }
    }

    /** Returns whether the loop's thread is inside a call of {@code System.exit}. */
    private boolean isExiting() {
        return Workers.Job.isExiting(thread);
    }
}
