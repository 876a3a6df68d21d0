package dev.weft;

import dev.weft.internal.task.EventLoopImpl;
import dev.weft.ports.BlockingWork;
import dev.weft.ports.Clock;
import dev.weft.ports.Host;
import dev.weft.ports.Poller;
import dev.weft.ports.Schedule;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks, one step at a time. The steps run on the thread that calls {@link #runUntilComplete} or
 * {@link #runForever}; that thread is the loop's thread for that time. Between two runs the loop has no thread. Work
 * that is handed to it then waits for the next run. The steps of a loop on a {@link Host} run on the host's thread.
 *
 * <p>The static methods may be called on any thread; {@link #current} and {@link #running} are about the calling one.
 * Of the others, those that say so may be called from any thread. What {@link #execute}, {@link #schedule} and
 * {@link #onUncaught} are given is called on the loop's thread, which it must not block.
 *
 * <p>The interface is sealed, so {@code Proxy} and mocking libraries refuse it. Tests create a loop in virtual time
 * instead: {@code create(time, time)} with a {@link dev.weft.ports.VirtualTime}.
 *
 * <p>A step or callback that takes longer than a second is reported while it runs, with its stack, as a warning of the
 * {@link System.Logger} {@code dev.weft}. The system property {@code dev.weft.watchdog.millis} sets another limit; 0
 * means none.
 *
 * <h2>Memory consistency effects</h2>
 *
 * <ul>
 *   <li>What a thread did before it handed work to the loop ({@link #execute}, {@link #schedule}, {@link #start})
 *       happens before that work runs.
 *   <li>All steps on the loop happen in one order, one before the next. This holds also if different threads run the
 *       loop one after another: the end of a run happens before the next run.
 *   <li>What ran before {@link #runUntilComplete}, {@link #runForever} or {@link #close} returned happens before what
 *       follows the call.
 *   <li>What a thread did before {@link #stop} happens before what follows the run that it ended.
 *   <li>{@link #tasks} from another thread returns safely published tasks, perhaps without the newest.
 * </ul>
 *
 * @since 0.1
 */
public sealed interface EventLoop extends Executor, AutoCloseable permits EventLoopImpl {
    /** {@return a new loop on the machine's clock} No thread runs it yet. */
    static EventLoop create() {
        return EventLoopImpl.create();
    }

    /**
     * {@return a new loop with these ports, for tests in virtual time and for adapters}
     *
     * @param clock tells the time
     * @param poller waits when nothing is ready
     */
    static EventLoop create(Clock clock, Poller poller) {
        return EventLoopImpl.create(clock, poller);
    }

    /**
     * {@return a new loop whose order of steps is decided by a schedule, for test kits}
     *
     * @param clock tells the time
     * @param poller waits when nothing is ready, and is polled before each step
     * @param schedule decides what the loop leaves open
     */
    static EventLoop create(Clock clock, Poller poller, Schedule schedule) {
        return EventLoopImpl.create(clock, poller, schedule, null);
    }

    /**
     * {@return a new loop whose order of steps is decided by a schedule, and whose blocking work is done by the caller,
     * for test kits}
     *
     * @param clock tells the time
     * @param poller waits when nothing is ready, and is polled before each step
     * @param schedule decides what the loop leaves open
     * @param work does the blocking work of the loop's tasks
     */
    static EventLoop create(Clock clock, Poller poller, Schedule schedule, BlockingWork work) {
        return EventLoopImpl.create(clock, poller, schedule, Objects.requireNonNull(work));
    }

    /**
     * {@return a new loop on the machine's clock, whose turns a host runs on its own thread}
     *
     * @param host the host
     * @see #on(Host, Clock)
     */
    static EventLoop on(Host host) {
        return on(host, Clock.system());
    }

    /**
     * {@return a new loop whose turns a host runs on its own thread} Nothing is started by this call: the loop takes
     * part when it has something to do. It asks the host for a turn then, and for an alarm when its first timer is due.
     * A turn runs at most 256 steps.
     *
     * <p>The loop's thread is that of the host, during its turns, and wherever {@link Host#isHere} holds. There tasks and
     * their waits may be touched outside of turns, too, by callbacks of the host: what they make ready runs in the next
     * turn. {@link #runUntilComplete} and {@link #runForever} throw {@link IllegalStateException}, {@link #stop} does
     * nothing. Other threads start tasks and wait for them: {@code loop.start(…).get()}.
     *
     * <p>Close the loop before its host ends. If the host ends first, whoever finds that out gives the loop up: its tasks
     * fail with an {@link IllegalStateException} and are reported to {@link #onUncaught}, on that thread. From then on the
     * loop is closed. It is found out when the host refuses a turn or an alarm with a {@link RejectedExecutionException}.
     *
     * @param host the host
     * @param clock tells the time; the host's alarms go by the same one
     */
    static EventLoop on(Host host, Clock clock) {
        return EventLoopImpl.on(host, clock);
    }

    /**
     * {@return the loop that runs on this thread} If none runs, the locators are asked ({@link #addLocator}). If they
     * find none, returns the thread's own loop, which is created on first use.
     */
    static EventLoop current() {
        return EventLoopImpl.current();
    }

    /**
     * {@return the loop that is running on this thread} If none runs, the locators are asked ({@link #addLocator}).
     *
     * @throws IllegalStateException if no loop runs on this thread
     */
    static EventLoop running() {
        return EventLoopImpl.running();
    }

    /**
     * Adds a finder of loops on hosts. It says which loop belongs to the place where it is asked: on which host's thread this
     * is, in which context. Finders are asked in the order in which they were added, on each thread on which no loop runs:
     * by {@link #running()}, by {@link #current()}, and when a hot method suspends, which then goes on on the loop that was
     * found. A loop is passed over if this is not its host's thread ({@link Host#isHere}), or if it is closed. For adapters;
     * may be called from any thread.
     *
     * @param finder returns the loop, or null; called often and from any thread, so it must be fast. What it throws is
     *     logged, and counts as null
     * @return takes the finder away when it is closed
     */
    static AutoCloseable addLocator(Supplier<@Nullable EventLoop> finder) {
        return EventLoopImpl.addLocator(finder);
    }

    /**
     * Ends the runtime's idle helper threads now, and not some seconds later: the watchdog, and the timer of hot methods that
     * have no loop. Takes the runtime's events away from Flight Recorder; they come back when a loop runs. For containers
     * that replace a program together with the runtime in its class loader: call it when the program has closed its last
     * loop, in a servlet container in {@code contextDestroyed}. From then on nothing of the runtime keeps the class loader.
     * Threads that run a loop or that have something to do go on. Any thread.
     */
    static void unload() {
        EventLoopImpl.unload();
    }

    /**
     * Initialises the classes that the runtime needs, its own and those of the JDK. A class whose initialiser meets the end
     * of the stack is broken until the JVM ends: {@link java.util.concurrent.CompletableFuture} too. For programs that may
     * end their stack, for example by running scripts, and use the runtime for the first time deep down: call it where the
     * stack is long, in {@code main}. The first call of a hot method does it for hot methods. Any thread; costs some
     * milliseconds at the first call.
     */
    static void preload() {
        EventLoopImpl.preload();
    }

    /**
     * Runs until an awaitable is done, and returns its result. Other tasks that are not done by then remain, and go on
     * when the loop runs again. Who has asked for the outcome of a task that is done ({@link Task#onDone},
     * {@link Task#get()}) is told before this method returns.
     *
     * <p>Called on a thread on which no loop runs. It becomes the loop's thread until this method returns, and an
     * interruption does not end the wait.
     *
     * @param main the awaitable to wait for; a coroutine is started as a task
     * @param <T> the type of its result
     * @return its result
     * @throws IllegalStateException if a loop runs on this thread, this loop runs on another, is on a host or is closed, or
     *     {@link #stop()} ended the run first
     * @throws java.util.concurrent.CancellationException if {@code main} was cancelled; any other failure of it is
     *     thrown as it is, checked or not
     */
    <T> T runUntilComplete(Awaitable<T> main);

    /**
     * Runs until {@link #stop()} is called, or {@link #closeAsync()} on another thread or by a task. The calling thread
     * is the loop's thread until then.
     *
     * @throws IllegalStateException as {@link #runUntilComplete}
     */
    void runForever();

    /**
     * Ends the current run after its current turn. If the loop does not run, its next run has one turn. Does nothing if
     * the loop is on a host. May be called from any thread.
     */
    void stop();

    /**
     * {@return whether a thread is running the loop now} A loop on a host runs until it is closed. May be called from
     * any thread.
     */
    boolean isRunning();

    /** {@return whether the loop is closed for good} May be called from any thread. */
    boolean isClosed();

    /**
     * Closes the loop for good. Called on a thread on which no loop runs. It cancels the tasks that are not done and
     * runs until all of them have ended. Then it stops the threads that do blocking work and reports failures. What is
     * started or handed over meanwhile, by its own tasks and callbacks or by other threads, is taken along: such a task
     * is cancelled and awaited, too. From then on the loop refuses all work. Does nothing if the loop is closed.
     *
     * <p>It does not hang on a task that goes on in spite of its cancellation. Such a task is cancelled again after ten
     * seconds, and once more after twenty. After thirty seconds it is given up: it fails with an
     * {@link IllegalStateException} that shows where it waits, and is reported to {@link #onUncaught}. The system
     * property {@code dev.weft.close.millis} sets the length of one such round in milliseconds.
     *
     * <p>A loop on a host is closed by its host's turns. This method waits for them, whether the thread is interrupted or
     * not, and is refused on the host's thread: see {@link #closeAsync}.
     *
     * @throws IllegalStateException if the loop, or another one on this thread, is running; of a loop on a host, if this is
     *     the host's thread
     */
    @Override
    void close();

    /**
     * Closes the loop for good, as {@link #close} does, and does not wait for that. The turns of its host close a loop on a
     * host. Another loop that is running is stopped, and closed by the thread that runs it, when its run has ended. One that
     * does not run is closed by a thread made for that. May be called from any thread, again and again.
     *
     * @return is completed when the loop is closed, on the thread that has closed it; it cannot be cancelled
     */
    CompletionStage<Void> closeAsync();

    /**
     * Returns what this loop gets its events from, as an object of an adapter's own type: its poller or its host, if that is
     * one. Otherwise one is made by {@code otherwise}:
     *
     * <ul>
     *   <li>A loop that only parks gets it in the place of its poller, from its next wait on.
     *   <li>A loop on a host gets it beside the host. It is polled by a daemon thread, {@code weft-poller}, which all such
     *       loops share; so what it passes on must be handed over to the loop, for example by {@link #execute}. It is closed
     *       on that thread when the last of these loops has been closed.
     * </ul>
     *
     * For adapters. To be called on the loop's thread, by a task or a callback.
     *
     * @param type the adapter's type
     * @param otherwise makes a poller of that type
     * @param <P> the adapter's type
     * @return the poller or the host
     * @throws IllegalStateException if the loop has another poller, which its creator has chosen; if this is not the loop's
     *     thread; or if the loop is closed
     * @throws IllegalArgumentException if {@code otherwise} gives something that is not of that type
     */
    <P> P port(Class<P> type, Supplier<? extends Poller> otherwise);

    /**
     * Runs what is ready now, at most 256 steps, and leaves the rest to the next turn. For adapters, which call it at the end
     * of a callback of the host, so that the tasks that the callback has woken need not wait for the host's queue. To be
     * called on the loop's thread, between turns. Inside of a step, and if the loop is closed, it does nothing. On a loop
     * without a host it may be called by the poller, as the {@code drain} of {@link Poller#poll(long, Runnable)}.
     *
     * @throws IllegalStateException if this is not the loop's thread
     */
    void drain();

    /**
     * Starts a coroutine as a task. May be called from any thread.
     *
     * @param coroutine the coroutine to run
     * @param <T> the type of its result
     * @return the task, whose first step is not before the next turn
     * @throws IllegalStateException if the loop is closed
     */
    <T> Task<T> start(Coroutine<T> coroutine);

    /**
     * Starts a coroutine as a task with a name. May be called from any thread.
     *
     * @param coroutine the coroutine to run
     * @param name the task's name, which need not be unique; null for a generated one
     * @param <T> the type of its result
     * @return the task, whose first step is not before the next turn
     * @throws IllegalStateException if the loop is closed
     */
    <T> Task<T> start(Coroutine<T> coroutine, @Nullable String name);

    /**
     * Runs a callback soon, after the steps and callbacks that are ready now. May be called from any thread.
     *
     * @param callback the callback; an exception that it throws goes to {@link #onUncaught}
     * @throws RejectedExecutionException if the loop is closed
     */
    @Override
    void execute(Runnable callback);

    /**
     * Runs a callback after a delay. May be called from any thread; if it is not the loop's thread, the delay begins
     * when the loop receives the call.
     *
     * @param delay how long to wait; zero or less means at once
     * @param callback the callback; an exception that it throws goes to {@link #onUncaught}
     * @return a handle to cancel the callback with
     * @throws RejectedExecutionException if the loop is closed
     */
    TimerHandle schedule(Duration delay, Runnable callback);

    /**
     * {@return the time of the loop's clock, from an origin that means nothing} It never goes back; in tests it is
     * virtual. May be called from any thread.
     */
    Duration time();

    /**
     * Runs a callback at a time of the loop's clock, or soon if that is over. May be called from any thread.
     *
     * @param time the time, as {@link #time()} gives it
     * @param callback the callback; an exception that it throws goes to {@link #onUncaught}
     * @return the handle that cancels it
     * @throws RejectedExecutionException if the loop is closed
     */
    TimerHandle scheduleAt(Duration time, Runnable callback);

    /**
     * {@return the tasks that are not done, oldest first, also those that were started before the loop has ever run} On
     * other threads than the loop's, returns a snapshot that may miss concurrent changes.
     */
    Set<Task<?>> tasks();

    /**
     * Sets the handler for failures that no other code sees: those of tasks that were not observed, and those of
     * callbacks. Without a handler they are logged to the {@link System.Logger} {@code dev.weft}. May be called from
     * any thread.
     *
     * <p>A report never makes a second failure. What the handler throws is logged, with the failure that it was told of.
     *
     * @param handler receives the task or callback that failed, and its failure; called on the loop's thread
     */
    void onUncaught(BiConsumer<Object, Throwable> handler);
}
