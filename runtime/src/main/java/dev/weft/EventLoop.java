package dev.weft;

import dev.weft.internal.task.EventLoopImpl;
import dev.weft.ports.Clock;
import dev.weft.ports.Poller;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks, one step at a time, on the thread that calls {@link #runUntilComplete} or {@link
 * #runForever}: the loop's thread for that time. Between two runs it has none; what is handed to it
 * waits for the next run.
 *
 * <p>Methods that say so may be called from any thread. The interface is sealed, so {@code Proxy} and mocking libraries
 * refuse it: tests make a loop in virtual time, {@code create(time, time)} with a {@link dev.weft.ports.VirtualTime}.
 *
 * <p>A step or callback that takes longer than a second is reported while it runs, with its stack, as a warning of the
 * {@link System.Logger} {@code dev.weft}; the system property {@code dev.weft.watchdog.millis} sets another limit, 0
 * none.
 *
 * <h2>Memory consistency effects</h2>
 *
 * <ul>
 *   <li>What a thread did before it handed something to the loop ({@link #execute}, {@link #schedule}, {@link #start})
 *       happens before that runs.
 *   <li>All that runs on the loop happens in one order, one step before the next, also when the loop is run by one
 *       thread after another: the end of a run happens before the next run.
 *   <li>What ran before {@link #runUntilComplete}, {@link #runForever} or {@link #close} returned happens before what
 *       follows the call.
 *   <li>What a thread did before {@link #stop} happens before what follows the run that it ended.
 *   <li>{@link #tasks} from another thread shows tasks that were safely published, perhaps not the newest.
 * </ul>
 */
public sealed interface EventLoop extends Executor, AutoCloseable permits EventLoopImpl {
    /** Returns a new loop on the machine's clock, which belongs to no thread yet. */
    static EventLoop create() {
        return EventLoopImpl.create();
    }

    /**
     * Returns a new loop on these ports, for tests in virtual time and for adapters.
     *
     * @param clock tells the time
     * @param poller waits
     */
    static EventLoop create(Clock clock, Poller poller) {
        return EventLoopImpl.create(clock, poller);
    }

    /** Returns the loop that runs on this thread or, if none does, the thread's own, which is made on first use. */
    static EventLoop current() {
        return EventLoopImpl.current();
    }

    /**
     * Returns the loop that is running on this thread.
     *
     * @throws IllegalStateException if none is
     */
    static EventLoop running() {
        return EventLoopImpl.running();
    }

    /**
     * Runs until something is done, and returns its result. Other tasks that are not done by then stay, and
     * go on when the loop runs again.
     *
     * @param main what to wait for; a coroutine becomes a task
     * @param <T> the type of its result
     * @return its result
     * @throws IllegalStateException if a loop runs on this thread, this loop runs on another or is
     *     closed, or {@link #stop()} ended the run first
     * @throws java.util.concurrent.CancellationException if it was cancelled; any other exception it
     *     fails with is thrown as it is, checked or not
     */
    <T> T runUntilComplete(Awaitable<T> main);

    /** Runs until {@link #stop()} is called. */
    void runForever();

    /**
     * Ends the run under way after its current turn; if the loop does not run, its next run has one
     * turn. May be called from any thread.
     */
    void stop();

    /** Returns whether a thread is running the loop now. May be called from any thread. */
    boolean isRunning();

    /** Returns whether the loop is closed for good. May be called from any thread. */
    boolean isClosed();

    /**
     * Cancels what is not done, runs until all of it has ended, stops the threads that do blocking work, reports
     * failures, and refuses everything from then on. Does nothing if the loop is closed.
     *
     * <p>It does not hang on a task that goes on in spite of that: what has not ended after ten seconds is cancelled
     * again, and once more after twenty; after thirty it is given up, fails with an {@link IllegalStateException} that
     * shows where it waits, and is reported to {@link #onUncaught}. The system property {@code dev.weft.close.millis}
     * is the length of such a round.
     *
     * @throws IllegalStateException if the loop, or another one on this thread, is running
     */
    @Override
    void close();

    /**
     * Makes a task of a coroutine. May be called from any thread.
     *
     * @param coroutine what to run
     * @param <T> the type of its result
     * @return the task, whose first step is not before the next turn
     */
    <T> Task<T> start(Coroutine<T> coroutine);

    /**
     * Makes a task with a name of a coroutine. May be called from any thread.
     *
     * @param coroutine what to run
     * @param name the task's name, or null for one that is made up
     * @param <T> the type of its result
     * @return the task, whose first step is not before the next turn
     */
    <T> Task<T> start(Coroutine<T> coroutine, @Nullable String name);

    /**
     * Runs a callback soon, after what is ready now. May be called from any thread.
     *
     * @param callback the callback; what it throws goes to {@link #onUncaught}
     * @throws RejectedExecutionException if the loop is closed
     */
    @Override
    void execute(Runnable callback);

    /**
     * Runs a callback after a delay. May be called from any thread; from others than the loop's, the
     * delay begins when the loop takes it up.
     *
     * @param delay how long to wait; what is negative or zero is due at once
     * @param callback the callback; what it throws goes to {@link #onUncaught}
     * @return the means to call it off
     * @throws RejectedExecutionException if the loop is closed
     */
    TimerHandle schedule(Duration delay, Runnable callback);

    /**
     * Returns the tasks that are not done, oldest first. From other threads than the loop's, a snapshot that
     * may miss what changes meanwhile.
     */
    Set<Task<?>> tasks();

    /**
     * Sets what is called with failures that nobody else sees: of tasks that were not observed, and
     * of callbacks. Without it they are logged to the {@link System.Logger} {@code dev.weft}. May be
     * called from any thread.
     *
     * @param handler gets what failed, and its failure; called on the loop's thread
     */
    void onUncaught(BiConsumer<Object, Throwable> handler);
}
