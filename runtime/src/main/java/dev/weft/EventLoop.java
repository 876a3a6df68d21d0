package dev.weft;

import dev.weft.ports.Clock;
import dev.weft.ports.Poller;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks, one step at a time, on the thread that calls {@link #runUntilComplete} or {@link
 * #runForever}: the loop's thread for that time. Between two runs it has none; what is handed to it
 * waits for the next run.
 *
 * <p>Methods that say so may be called from any thread.
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
public final class EventLoop extends TaskLoop implements Executor, AutoCloseable {
    /** Names for tasks that other threads start; those of the loop's thread need no atomic. */
    private final AtomicInteger startedElsewhere = new AtomicInteger();

    private EventLoop(Clock clock, Poller poller) {
        super(clock, poller);
    }

    /** A new loop on the machine's clock, which belongs to no thread yet. */
    public static EventLoop create() {
        return create(Clock.system(), Poller.parking());
    }

    /**
     * A new loop on these ports, for tests in virtual time and for adapters.
     *
     * @param clock tells the time
     * @param poller waits
     */
    public static EventLoop create(Clock clock, Poller poller) {
        return new EventLoop(Objects.requireNonNull(clock), Objects.requireNonNull(poller));
    }

    /** The loop that runs on this thread or, if none does, the thread's own, made on first use. */
    public static EventLoop current() {
        ThreadLoops loops = ThreadLoops.get();
        if (loops.running != null) {
            return loops.running;
        }
        EventLoop own = loops.own;
        if (own == null || own.isClosed()) {
            own = create();
            loops.own = own;
        }
        return own;
    }

    /**
     * The loop that is running on this thread.
     *
     * @throws IllegalStateException if none is
     */
    public static EventLoop running() {
        EventLoop running = runningOrNull();
        if (running == null) {
            throw new IllegalStateException("no event loop is running on this thread");
        }
        return running;
    }

    static @Nullable EventLoop runningOrNull() {
        return ThreadLoops.get().running;
    }

    /**
     * Runs until this is done, and gives its result. Other tasks that are not done by then stay, and
     * go on when the loop runs again.
     *
     * @param main what to wait for; a coroutine becomes a task
     * @param <T> what it gives
     * @return its result
     * @throws IllegalStateException if a loop runs on this thread, this loop runs on another or is
     *     closed, or {@link #stop()} ended the run first
     * @throws java.util.concurrent.CancellationException if it was cancelled; any other exception it
     *     fails with is thrown as it is, checked or not
     */
    public <T> T runUntilComplete(Awaitable<T> main) {
        Objects.requireNonNull(main, "main");
        enter();
        Task<T> task;
        try {
            task = main instanceof Task<T> given && given.loop == this ? given : start(Awaiting.of(main));
            task.observed = true;
            mainTask = task;
            boolean stopped = false;
            while (!task.isDone() && !stopped) {
                turn();
                stopped = isStopping();
            }
            task.observed = true;
            reportUnobserved();
        } finally {
            exit();
        }
        if (!task.isDone()) {
            throw new IllegalStateException("the event loop was stopped before " + task + " was done");
        }
        try {
            return Unchecked.value(task.outcome());
        } catch (Throwable failure) {
            throw Unchecked.<RuntimeException>sneaky(failure);
        }
    }

    /** Runs until {@link #stop()} is called. */
    public void runForever() {
        enter();
        try {
            do {
                turn();
            } while (!isStopping());
            reportUnobserved();
        } finally {
            exit();
        }
    }

    /**
     * Ends the run under way after its current turn; if the loop does not run, its next run has one
     * turn. May be called from any thread.
     */
    public void stop() {
        requestStop();
    }

    /** Whether a thread is running the loop now. May be called from any thread. */
    public boolean isRunning() {
        return hasRunner();
    }

    /** Whether the loop is closed for good. May be called from any thread. */
    public boolean isClosed() {
        return closed;
    }

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
    public void close() {
        if (closed) {
            return;
        }
        enter();
        try {
            new Closing(this).run();
            closed = true;
            closeInbox();
            Closing.abandon(this, "its event loop was closed before it began");
        } finally {
            exit();
        }
    }

    /**
     * Makes a task of a coroutine. May be called from any thread.
     *
     * @param coroutine what to run
     * @param <T> what it gives
     * @return the task, whose first step is not before the next turn
     */
    public <T> Task<T> start(Coroutine<T> coroutine) {
        return start(coroutine, null);
    }

    /**
     * Makes a task with a name of a coroutine. May be called from any thread.
     *
     * @param coroutine what to run
     * @param name the task's name, or null for one that is made up
     * @param <T> what it gives
     * @return the task, whose first step is not before the next turn
     */
    public <T> Task<T> start(Coroutine<T> coroutine, @Nullable String name) {
        Objects.requireNonNull(coroutine, "coroutine");
        if (coroutine instanceof Frame<?> frame && frame.state != 0) {
            throw frame.alreadyUsed();
        }
        if (isOnThread()) {
            Task<T> task = name == null ? new Task<>(this, coroutine) : new NamedTask<>(this, coroutine, name);
            task.context = Carried.capture(Binding.current());
            adopt(task);
            enqueue(task);
            return task;
        }
        String given = name != null ? name : "Task-x" + startedElsewhere.incrementAndGet();
        Task<T> task = new NamedTask<>(this, coroutine, given);
        task.context = Carried.capture(null);
        if (!post(task)) {
            throw new IllegalStateException("the event loop is closed");
        }
        return task;
    }

    /**
     * Runs a callback soon, after what is ready now. May be called from any thread.
     *
     * @throws RejectedExecutionException if the loop is closed
     */
    @Override
    public void execute(Runnable r) {
        if (!submit(new Callback(Objects.requireNonNull(r), r))) {
            throw new RejectedExecutionException("the event loop is closed");
        }
    }

    /**
     * Runs a callback after a delay. May be called from any thread; from others than the loop's, the
     * delay begins when the loop takes it up.
     *
     * @param delay how long to wait; what is negative or zero is due at once
     * @param r the callback
     * @return the means to call it off
     * @throws RejectedExecutionException if the loop is closed
     */
    public TimerHandle schedule(Duration delay, Runnable r) {
        TimerHandle handle = new TimerHandle(this, TimerNode.nanos(delay), Objects.requireNonNull(r));
        if (!submit(handle)) {
            throw new RejectedExecutionException("the event loop is closed");
        }
        return handle;
    }

    /**
     * The tasks that are not done, oldest first. From other threads than the loop's, a snapshot that
     * may miss what changes meanwhile.
     */
    public Set<Task<?>> tasks() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(unfinished.snapshot()));
    }

    /**
     * Sets what is called with failures that nobody else sees: of tasks that were not observed, and
     * of callbacks. Without it they are logged to the {@link System.Logger} {@code dev.weft}. May be
     * called from any thread.
     *
     * @param handler gets what failed, and its failure; called on the loop's thread
     */
    public void onUncaught(BiConsumer<Object, Throwable> handler) {
        setHandler(Objects.requireNonNull(handler));
    }

    @Override
    Object bean() {
        return new LoopBean(this);
    }

    /** Whether a thread that waits for one of the loop's tasks would wait for itself. */
    boolean wouldBlockItself() {
        return isOnThread() || (!isRunning() && ThreadLoops.get().own == this);
    }
}
