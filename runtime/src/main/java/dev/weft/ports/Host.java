package dev.weft.ports;

import dev.weft.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Somebody else's loop, whose thread runs the turns of a Weft loop: that of a user interface, of a network library, an
 * executor with one thread. A loop on a host is made by {@link EventLoop#on(Host)}.
 *
 * <p>The loop asks the host for a turn when it has something to do, and for an alarm when its first timer is due. When it
 * has nothing to do it asks for nothing. A turn runs at most 256 steps. Then the host gets its thread back.
 *
 * <p>The host runs what it is given one after another: what one has done happens before the next. It need not be the same
 * thread each time.
 *
 * @since 0.1
 */
public interface Host extends Executor {
    /**
     * Runs this soon on the host's thread, never inside of this call; what was given first is run first. May be called from
     * any thread.
     *
     * @param turn what to run
     * @throws RejectedExecutionException if the host has ended. The loop ends then, too: its tasks fail
     */
    @Override
    void execute(Runnable turn);

    /**
     * {@return whether the caller is on the host's thread, in the place where the loop belongs} If places share a
     * thread, as the contexts of some libraries do, only the right place counts. Called from any thread, and often.
     */
    boolean isHere();

    /**
     * Runs this on the host's thread after a time. May be called from any thread. By default the JDK's timer thread waits,
     * and calls {@link #execute}.
     *
     * @param turn what to run
     * @param nanos how long to wait, in nanoseconds; not negative
     * @return calls it off by {@code cancel(false)}, as far as it has not begun. If it is a
     *     {@link java.util.concurrent.CompletionStage} that fails with a {@link RejectedExecutionException}, the host has
     *     ended
     * @throws RejectedExecutionException if the host has ended
     */
    default Future<?> schedule(Runnable turn, long nanos) {
        CompletableFuture<?> time = new CompletableFuture<>().completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
        CompletableFuture<?> run = time.thenRunAsync(turn, this);
        // Called off, it must not stay with the timer thread until its time has come.
        var unused = run.whenComplete((done, failure) -> time.cancel(false));
        return run;
    }
}
