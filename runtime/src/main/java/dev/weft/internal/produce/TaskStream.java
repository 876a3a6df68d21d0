package dev.weft.internal.produce;

import dev.weft.CancelledError;
import dev.weft.DeadlockException;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.Deadlocks;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.task.WaitSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose items are made by tasks of its own. They run on the loop of the task that asks first.
 *
 * <pre>
 * −1 → AT_ITEM ⇄ PARKED          takes what the tasks have made, and waits for it
 *         ↓        ↓
 *         PARKED, stopped        closed or cancelled: the tasks were cancelled, and it waits for their ends
 * −1 → CLOSING_SOURCES           there is no loop to begin on
 * </pre>
 *
 * <p>Invariant: the stream ends, fails or is closed only when no task is left, and when all that nobody has taken was handed
 * to {@code undelivered}. Owned by the task that takes the items, but for what {@link Exchange} and {@link Children} guard.
 */
abstract class TaskStream<T> extends StreamFrame<T> implements WaitSource {
    private static final int AT_ITEM = 1;
    private static final int PARKED = 2;
    private static final int CLOSING_SOURCES = 3;

    final Exchange exchange;
    private final List<StreamFrame<?>> sources;
    private final Consumer<Object> undelivered;

    /** Null before it begins. */
    private @Nullable Children children;

    private boolean stopped;

    /** What closes the stream, or keeps it from beginning. */
    private @Nullable Throwable thrown;

    /** A cancellation of the task that takes the items, kept until all tasks have ended. */
    private @Nullable CancelledError own;

    /** What {@code undelivered} has thrown first. Guarded by this object's monitor, as is {@code finished}. */
    private @Nullable Throwable problem;

    private boolean finished;

    /**
     * Creates a stream that has not begun.
     *
     * @param sources what it is made of; used up
     * @param undelivered gets what nobody takes; null if nobody wants it
     */
    TaskStream(Store store, List<? extends StreamFrame<?>> sources, @Nullable Consumer<?> undelivered) {
        exchange = new Exchange(store, this);
        this.sources = List.copyOf(sources);
        this.undelivered = undelivered == null ? item -> {} : Unchecked.value(undelivered);
        this.sources.forEach(StreamFrame::use);
    }

    // ---- what the kinds of streams do

    /** Returns the name of the method that has made it. */
    abstract String operation();

    /** Starts the first tasks. On the loop's thread. */
    abstract void begin(Children starter);

    /** Makes an item of what was taken out of the store. */
    @Nullable
    Object item(Object taken) {
        return Store.unmasked(taken);
    }

    /** A task has failed with what the stream is to fail with, and the stream is not being closed. On the loop's thread. */
    void childFailed(TaskImpl<?> child) {
        children().abort(children().copy());
    }

    /** Returns whether the stream is to fail with the failure of {@code later}, though another task has failed before. */
    boolean comesBefore(TaskImpl<?> later, TaskImpl<?> first) {
        return false;
    }

    // ---- for its tasks

    final Children children() {
        return Unchecked.present(children);
    }

    final boolean isStopped() {
        return exchange.isStopped();
    }

    /** Returns whether its tasks are to end: it is stopped, or one of them has failed. */
    final boolean isEnding() {
        return isStopped() || children().isAborting();
    }

    /** Hands over what nobody will take. What that throws is thrown at the end. Any thread. */
    final void dispose(Object masked) {
        try {
            undelivered.accept(Store.unmasked(masked));
        } catch (Throwable failure) {
            if (!keeps(failure)) {
                children().loop().uncaught(this, failure);
            }
        }
    }

    /** Keeps a failure for the end. Returns false if that has come: a task that outlives the stream was cancelled. */
    private synchronized boolean keeps(Throwable failure) {
        if (problem == null) {
            problem = failure;
        } else if (problem != failure) {
            problem.addSuppressed(failure);
        }
        return !finished;
    }

    private synchronized @Nullable Throwable lastProblem() {
        finished = true;
        return problem;
    }

    // ---- the side of the consumer

    @Override
    protected final @Nullable Object advance(FrameDriver driver) throws Throwable {
        TaskImpl<?> task = (TaskImpl<?>) driver;
        if (state < 0) {
            return beginOn(task);
        }
        if (state == CLOSING_SOURCES) {
            return sourcesClosed(task);
        }
        try {
            Suspension.resumed(task);
        } catch (CancelledError cancelled) {
            if (state == AT_ITEM) {
                thrown = cancelled;
                endTasks();
            } else {
                interrupted(cancelled, task);
            }
        }
        return goOn(task);
    }

    private @Nullable Object beginOn(TaskImpl<?> task) throws Throwable {
        EventLoopImpl loop;
        try {
            loop = task.loopFor("AsyncStream." + operation());
        } catch (IllegalStateException none) {
            thrown = none;
            return closeSources(task);
        }
        Children starter = new Children(this, loop);
        children = starter;
        try {
            begin(starter);
        } catch (Throwable failure) { // the loop is closed, or there is no memory
            thrown = failure;
            stop();
            if (starter.areNone()) {
                return closeSources(task);
            }
            starter.cancel("the stream could not begin");
        }
        return goOn(task);
    }

    private @Nullable Object goOn(TaskImpl<?> task) throws Throwable {
        try {
            return takeOrWait(task);
        } catch (Throwable failure) {
            if (stopped || finished) {
                throw failure;
            }
            thrown = failure; // there was no memory: the tasks must end nevertheless
            stop();
            children().cancel("the stream has failed");
            return takeOrWait(task);
        }
    }

    /** Takes the next item, or waits for it; after a stop waits for the end of all tasks. */
    private @Nullable Object takeOrWait(TaskImpl<?> task) throws Throwable {
        boolean mayPark = task.mayPark() && !needsAllTasks();
        while (true) {
            Object taken = exchange.take(mayPark ? task : null);
            if (taken == Exchange.END) {
                return finish(task);
            }
            if (taken != Exchange.NOTHING) {
                current = item(taken);
                state = AT_ITEM;
                return true;
            }
            if (mayPark) {
                state = PARKED;
                task.park(this);
                Suspension.suspend(this, task);
                return SUSPENDED;
            }
            mayPark = check(task);
        }
    }

    /** Does the checks that are seldom needed before a wait. */
    private boolean check(TaskImpl<?> task) {
        try {
            if (!stopped && needsAllTasks()) {
                Deadlocks.checkAll(task, this);
            }
            task.beforeParking();
            task.publish();
            return true;
        } catch (CancelledError cancelled) {
            interrupted(cancelled, task);
        } catch (DeadlockException deadlock) {
            thrown = deadlock;
            stop();
            children().cancel(deadlock.getMessage());
        }
        return false;
    }

    private void endTasks() {
        children().disownFailure();
        stop();
        children().cancel("the stream was closed");
    }

    private void interrupted(CancelledError cancelled, TaskImpl<?> task) {
        own = task.outermost(own, cancelled);
        stop();
        children().cancel(cancelled.getMessage()); // one of them may have swallowed an earlier request
    }

    private void stop() {
        stopped = true;
        exchange.stop();
    }

    /** Ends the stream: no task is left. */
    private Object finish(TaskImpl<?> task) throws Throwable {
        exchange.drain().forEach(this::dispose);
        Children all = children();
        Throwable ofUndelivered = lastProblem();
        if (own != null) {
            all.forgetCancellation();
        }
        if (all.haveFailed()) {
            cancelNext(task);
            all.throwFailure(ofUndelivered, task, task.isInnermost(this));
        }
        if (ofUndelivered != null) {
            cancelNext(task);
            throw ofUndelivered;
        }
        if (own != null) {
            throw own;
        }
        if (thrown != null) {
            throw thrown;
        }
        return false;
    }

    /** Lets the next await throw the kept cancellation: a failure takes precedence. */
    private void cancelNext(TaskImpl<?> task) {
        CancelledError cancelled = own;
        if (cancelled != null) {
            own = null;
            task.cancelAgain(cancelled);
        }
    }

    /** Closes it before it has begun, or at an item. */
    @Override
    protected final @Nullable Object release(FrameDriver driver) throws Throwable {
        if (children == null) {
            return sources.isEmpty() ? null : Suspension.await(new CloseAll(sources), driver);
        }
        endTasks();
        return goOn((TaskImpl<?>) driver) == SUSPENDED ? SUSPENDED : null;
    }

    /** There is always something to clean up. At an item {@link #release} does it, if no other stream is around this one. */
    @Override
    protected final boolean catches() {
        return state != AT_ITEM || isWithinAnother();
    }

    // ---- if it cannot begin

    private @Nullable Object closeSources(TaskImpl<?> task) throws Throwable {
        try {
            if (!sources.isEmpty() && Suspension.await(new CloseAll(sources), task) == SUSPENDED) {
                state = CLOSING_SOURCES;
                Suspension.suspend(this, task);
                return SUSPENDED;
            }
        } catch (Throwable ofTheClose) {
            Unchecked.present(thrown).addSuppressed(ofTheClose);
        }
        throw Unchecked.present(thrown);
    }

    private Object sourcesClosed(TaskImpl<?> task) throws Throwable {
        Throwable failure = Unchecked.present(thrown);
        try {
            Suspension.resumed(task);
        } catch (Throwable ofTheClose) {
            failure.addSuppressed(ofTheClose);
        }
        throw failure;
    }

    // ---- as a source that its task waits for

    @Override
    public final boolean abandon() {
        return exchange.leaveTaker();
    }

    @Override
    public final @Nullable Object outcome() {
        return null;
    }

    /** Before a stop others than its tasks may give items; after it all tasks must end. */
    @Override
    public final Iterable<TaskImpl<?>> awaited() {
        return stopped || needsAllTasks() ? watched() : List.of();
    }

    /** Returns whether nothing can come before all tasks have gone on. */
    boolean needsAllTasks() {
        return false;
    }

    @Override
    public final Iterable<TaskImpl<?>> watched() {
        Children all = children;
        return all == null ? List.of() : all.copy();
    }

    @Override
    public final boolean cancelsWhatItAwaits() {
        return true;
    }

    @Override
    public final boolean handsOver() {
        return true;
    }

    // ---- for people

    @Override
    protected final @Nullable StackTraceElement position() {
        return null;
    }

    @Override
    public String streamName() {
        return sources.isEmpty()
                ? operation()
                : operation() + " of " + sources.get(0).streamName();
    }
}
