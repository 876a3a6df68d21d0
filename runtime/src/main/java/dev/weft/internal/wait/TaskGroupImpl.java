package dev.weft.internal.wait;

import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.abi.Closing;
import dev.weft.internal.task.Cancellations;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.OpenResources;
import dev.weft.internal.task.ScopeRequest;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.task.TaskObserver;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The children of a group, the first failure among them, and the owner, which is interrupted when there is one.
 *
 * <pre>
 * request = null   no child has failed, and nobody has cancelled the group
 *    ↓             the owner is asked to stop, unless it waits for the end of the group
 * request pending  → sent        at the owner's current or next suspending await
 *                  ↘ withdrawn   the owner came to the end of the group before
 * </pre>
 *
 * <p>All fields are owned by the thread of the group's loop.
 */
public final class TaskGroupImpl implements TaskGroup, Closing.Interrupter {
    private final EventLoopImpl loop;

    /** The task that has opened the group; null if no task did. */
    private final @Nullable TaskImpl<?> owner;

    private final long scope;

    private final Set<TaskImpl<?>> unfinished = new LinkedHashSet<>();

    /** The waits that end when {@code unfinished} is empty. */
    private final ArrayDeque<GroupWait<?>> waiting = new ArrayDeque<>();

    private @Nullable Throwable failure;
    private @Nullable TaskImpl<?> failed;

    /** Whether the failure is an exception object that had passed before. */
    private boolean again;

    /** What the body of {@link TaskGroup#run} has thrown, unless it is the interruption. */
    private @Nullable Throwable ofBody;

    /** What interrupts the owner, once. */
    private @Nullable ScopeRequest request;

    /** Whether the owner waits for the end of the group. */
    private boolean ownerWaits;

    private boolean aborting;
    private boolean closed;

    /** Whether children fail alone. */
    private final boolean supervises;

    /** What was deferred to the end, the last one first; null if nothing was. */
    private @Nullable ArrayDeque<Coroutine<?>> deferred;

    TaskGroupImpl(EventLoopImpl loop, @Nullable TaskImpl<?> owner) {
        this(loop, owner, false);
    }

    private TaskGroupImpl(EventLoopImpl loop, @Nullable TaskImpl<?> owner, boolean supervises) {
        this.supervises = supervises;
        this.loop = loop;
        this.owner = owner;
        this.scope = loop.nextScope();
    }

    /** See {@link TaskGroup#open}. */
    public static TaskGroup open() {
        return open(false);
    }

    /** See {@link TaskGroup#openSupervisor}. */
    public static TaskGroup openSupervisor() {
        return open(true);
    }

    private static TaskGroup open(boolean supervises) {
        EventLoopImpl loop = EventLoopImpl.running();
        TaskGroupImpl group = new TaskGroupImpl(loop, loop.takeOpener(), supervises);
        OpenResources.opened(group, null);
        return group;
    }

    /** See {@link TaskGroup#run}. */
    public static <R> Coroutine<R> run(AsyncFunction<TaskGroup, R> body) {
        return new GroupRun<>(Objects.requireNonNull(body));
    }

    @Override
    public <T> Task<T> start(Coroutine<T> coroutine) {
        return start(coroutine, null);
    }

    @Override
    public <T> TaskImpl<T> start(Coroutine<T> coroutine, @Nullable String name) {
        requireThread("start");
        if (closed) {
            throw new IllegalStateException("the task group is closed");
        }
        TaskImpl<T> child = loop.start(coroutine, name);
        try {
            new Child(child, this).observe();
        } catch (Throwable memory) {
            child.cancel("its task group does not know it");
            throw memory;
        }
        unfinished.add(child);
        if (aborting) {
            child.cancel("the task group is cancelled");
        }
        return child;
    }

    @Override
    public <T> Task<T> start(AsyncCallable<T> coroutine) {
        return start(new LazyCoroutine<T>(coroutine));
    }

    @Override
    public <T> Task<T> start(AsyncCallable<T> coroutine, String name) {
        return start(new LazyCoroutine<T>(coroutine), name);
    }

    @Override
    public Coroutine<Void> join() {
        return new GroupJoin(this);
    }

    @Override
    public void cancel() {
        requireThread("cancel");
        if (!closed) {
            abort("the task group is cancelled");
            interruptOwner("the task group was cancelled");
        }
    }

    @Override
    public void defer(Coroutine<?> atTheEnd) {
        Objects.requireNonNull(atTheEnd, "cannot await null");
        requireThread("defer");
        if (closed) {
            throw new IllegalStateException("the task group is closed");
        }
        ArrayDeque<Coroutine<?>> all = deferred;
        if (all == null) {
            all = new ArrayDeque<>();
            deferred = all;
        }
        all.push(atTheEnd);
    }

    @Override
    public <T> void defer(AsyncCallable<T> atTheEnd) {
        defer(new LazyCoroutine<T>(atTheEnd));
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return new GroupClose(this);
    }

    @Override
    public String toString() {
        return "task group of " + unfinished.size() + " unfinished"
                + (closed ? ", closed" : aborting ? ", cancelled" : "");
    }

    // ---- whose it is

    private void requireThread(String method) {
        if (!loop.isOnThread()) {
            EventLoopImpl here = EventLoopImpl.runningOrNull();
            throw wrongLoop(method, here == null ? "a thread on which no event loop runs" : here.toString());
        }
    }

    /** Requires that a task that ends the group runs on the group's loop. */
    void requireLoop(TaskImpl<?> task, String method) {
        EventLoopImpl here = task.loopFor("TaskGroup." + method);
        if (here != loop) {
            throw wrongLoop(method, here.toString());
        }
    }

    private IllegalStateException wrongLoop(String method, String here) {
        return new IllegalStateException("TaskGroup." + method + " was called on " + here
                + ", but the task group belongs to " + loop + ": call it there, or open a group here");
    }

    private void interruptOwner(String reason) {
        TaskImpl<?> task = owner;
        if (task != null && !ownerWaits && request == null) {
            ScopeRequest made = ScopeRequest.ofGroup(task, scope, reason);
            nameCause(made);
            request = made;
            task.cancelFor(made);
        }
    }

    private void nameCause(ScopeRequest asked) {
        Throwable first = failure;
        TaskImpl<?> child = failed;
        if (first != null && child != null) {
            asked.causedBy(child, first);
        }
    }

    /** Called when a task begins to wait for the end of the group. */
    void enter(TaskImpl<?> task) {
        if (task == owner) {
            ownerWaits = true;
            ScopeRequest asked = request;
            if (asked != null) {
                task.withdraw(asked);
            }
        }
    }

    /** Called when a task no longer waits for the end of the group. */
    void exit(TaskImpl<?> task) {
        if (task == owner) {
            ownerWaits = false;
            ScopeRequest asked = request;
            if (asked != null) {
                task.withdraw(asked); // an error of this group that was to be thrown again
            }
        }
    }

    /** Returns a cancellation of the owner from outside of the group that it has thrown since, or null. */
    @Nullable
    CancelledError fromOutside() {
        return owner == null ? null : owner.cancelledFromOutside(scope);
    }

    /** Returns whether this is the error that has interrupted the owner. */
    boolean hasSent(@Nullable Throwable error) {
        return request != null && request.isSent(error);
    }

    @Override
    public boolean swallows(Throwable error) {
        return failure == null && hasSent(error);
    }

    // ---- its end

    void abort(@Nullable String reason) {
        aborting = true;
        // A copy: cancelling a stage runs its dependent stages, which may start a child.
        for (TaskImpl<?> child : List.copyOf(unfinished)) {
            child.cancel(reason);
        }
    }

    /** Returns the children that have not ended. */
    Iterable<TaskImpl<?>> children() {
        return unfinished;
    }

    /** Refuses children from now on. */
    void seal() {
        closed = true;
        OpenResources.closed(this);
    }

    boolean hasChild(TaskImpl<?> task) {
        return unfinished.contains(task);
    }

    boolean isQuiet() {
        return unfinished.isEmpty();
    }

    void addWaiter(GroupWait<?> waiter) {
        waiting.add(waiter);
    }

    void leave(GroupWait<?> waiter) {
        waiting.remove(waiter);
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Returns whether the children were cancelled because one has failed, or as the owner was interrupted. */
    boolean hasEndedEarly() {
        return failure != null || (request != null && request.isSent());
    }

    boolean isFailure(Throwable problem) {
        return problem == failure;
    }

    /** Returns what was deferred, to be run now, once; null if nothing was. */
    @Nullable
    Exits exits() {
        ArrayDeque<Coroutine<?>> all = deferred;
        deferred = null;
        return all == null ? null : new Exits(all);
    }

    /** Keeps the failure of what was deferred, if there is one: it counts as a child's. */
    void exited(@Nullable Throwable problem) {
        Throwable first = failure;
        if (first == null) {
            failure = problem;
        } else if (problem != null && problem != first) {
            first.addSuppressed(problem);
        }
    }

    /** Throws the failure, if there is one. */
    void report(TaskImpl<?> task, boolean suspended) throws Throwable {
        Throwable first = failure;
        TaskImpl<?> child = failed;
        if (child != null && first != null) {
            child.markSeen();
            child.traceAwaited(first, task, suspended);
        }
        if (first != null) {
            throw first;
        }
    }

    /** Lets the failure take along what the interruption of the body carries. */
    void keep(@Nullable Throwable interruption) {
        Throwable first = failure;
        if (first != null) {
            Cancellations.drop(interruption, first);
        }
    }

    /** Lets what the body has thrown take along what the children's cancellations carry. */
    void bodyFailed(Throwable thrown) {
        if (!hasSent(thrown)) {
            ofBody = thrown;
        }
    }

    /** Suppresses the failure, if there is one, in an exception of the body's own. */
    void suppressIn(Throwable ofBody) {
        TaskImpl<?> child = failed;
        if (child != null) {
            child.markSeen();
            child.passAlongWith(ofBody, null);
        } else if (failure != null && failure != ofBody) {
            ofBody.addSuppressed(failure);
        }
    }

    // ---- the ends of its children

    private void childEnded(TaskImpl<?> child) {
        unfinished.remove(child);
        Throwable problem = child.failure();
        // Cancelling one child, or the owner, may cancel a source that another child awaits. That is not a new failure.
        boolean ending = aborting || (owner != null && owner.isCancelling());
        boolean echo = ending && problem instanceof CancellationException;
        if (problem != null && supervises) {
            child.disown(); // it is reported, unless somebody has seen it
        } else if (problem != null && !echo) {
            recordFailure(child, problem);
        } else {
            drop(child, problem);
        }
        if (unfinished.isEmpty()) {
            wakeWaiters();
        }
    }

    /** Keeps what the cancellation of a child carries: in the failure, or as a failure that nobody sees. */
    private void drop(TaskImpl<?> child, @Nullable Throwable echo) {
        Throwable first = failure == null ? ofBody : failure;
        if (!Cancellations.carries(echo == null ? child.cancelledBy() : echo)) {
            return;
        }
        if (first == null) {
            child.disown();
        } else {
            Cancellations.drop(echo == null ? child.cancellation() : echo, first);
        }
    }

    private void recordFailure(TaskImpl<?> child, Throwable problem) {
        if (failure == null) {
            failure = problem;
            failed = child;
            again = Cancellations.passesAgain(problem, child); // now: soon it has passed the owner
            loop.reportAtClose(child);
            ScopeRequest asked = request;
            if (asked != null) {
                nameCause(asked);
            }
            interruptOwner(child.name() + " failed");
            abort("a sibling failed");
        } else if (problem != failure) {
            child.markSeen();
            child.passAlongWith(failure, again);
        }
    }

    private void wakeWaiters() {
        GroupWait<?> waiter;
        while ((waiter = waiting.poll()) != null) {
            waiter.wake();
        }
    }

    /** Notifies the group that a child has ended. */
    private static final class Child extends TaskObserver {
        private final TaskGroupImpl group;

        Child(TaskImpl<?> observed, TaskGroupImpl group) {
            super(observed, group.loop);
            this.group = group;
        }

        @Override
        protected void notified() {
            group.childEnded(observed);
        }
    }
}
