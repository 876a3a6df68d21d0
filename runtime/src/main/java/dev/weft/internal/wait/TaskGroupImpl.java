package dev.weft.internal.wait;

import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.Cancellations;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.OpenResources;
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
 * The children of a group, and the first failure among them. All fields are owned by the thread of the group's loop.
 */
public final class TaskGroupImpl implements TaskGroup {
    private final EventLoopImpl loop;
    private final Set<TaskImpl<?>> unfinished = new LinkedHashSet<>();

    /** The waits that end when {@code unfinished} is empty. */
    private final ArrayDeque<GroupWait<?>> waiting = new ArrayDeque<>();

    /** The child that runs the body of {@link TaskGroup#run}. */
    private @Nullable TaskImpl<?> body;

    private @Nullable Throwable failure;
    private @Nullable TaskImpl<?> failed;

    /** Whether the failure has been thrown at an awaiting task. */
    private boolean reported;

    private boolean aborting;
    private boolean closed;

    TaskGroupImpl(EventLoopImpl loop) {
        this.loop = loop;
    }

    /** See {@link TaskGroup#open}. */
    public static TaskGroup open() {
        TaskGroupImpl group = new TaskGroupImpl(EventLoopImpl.running());
        OpenResources.opened(group, null);
        return group;
    }

    /** See {@link TaskGroup#run}. */
    public static <R> Coroutine<R> run(AsyncFunction<TaskGroup, R> body) {
        return GroupWait.body(Objects.requireNonNull(body));
    }

    @Override
    public <T> Task<T> start(Coroutine<T> coroutine) {
        return start(coroutine, null);
    }

    @Override
    public <T> TaskImpl<T> start(Coroutine<T> coroutine, @Nullable String name) {
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
        return GroupWait.join(this);
    }

    @Override
    public void cancel() {
        abort("the task group is cancelled");
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return GroupWait.close(this);
    }

    @Override
    public String toString() {
        return "task group of " + unfinished.size() + " unfinished"
                + (closed ? ", closed" : aborting ? ", cancelled" : "");
    }

    /** Starts the child that runs the body. If the body fails or is cancelled, the group is aborted. */
    <R> TaskImpl<R> startBody(AsyncCallable<R> coroutine) {
        TaskImpl<R> task = start(new LazyCoroutine<R>(coroutine), null);
        body = task;
        return task;
    }

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

    boolean isQuiet() {
        return unfinished.isEmpty();
    }

    void addWaiter(GroupWait<?> waiter) {
        waiting.add(waiter);
    }

    void leave(GroupWait<?> waiter) {
        waiting.remove(waiter);
    }

    /**
     * Throws the failure, if there is one.
     *
     * @param again whether to throw a failure that has been thrown before
     */
    void report(TaskImpl<?> task, boolean suspended, boolean again) throws Throwable {
        Throwable first = failure;
        if (first != null && (again || !reported)) {
            reported = true;
            Unchecked.present(failed).markSeen();
            Unchecked.present(failed).traceAwaited(first, task, suspended);
            throw first;
        }
    }

    /** Lets the failure, if there is one, take along what the cancellation of the body carries. */
    void keep(@Nullable CancelledError cancellation) {
        Throwable first = failure;
        if (first != null) {
            Cancellations.drop(cancellation, first);
        }
    }

    boolean hasUnreportedFailure() {
        return failure != null && !reported;
    }

    private void childEnded(TaskImpl<?> child) {
        unfinished.remove(child);
        Throwable problem = child.failure();
        // Cancelling one child may cancel a source that another child awaits. That is not a new failure.
        boolean echo = aborting && problem instanceof CancellationException;
        if (problem != null && !echo) {
            recordFailure(child, problem);
        } else if (child == body && child.isCancelled()) {
            abort("the body of the task group was cancelled");
        } else {
            drop(child, problem);
        }
        if (unfinished.isEmpty()) {
            wakeWaiters();
        }
    }

    /** Keeps what the cancellation of a child carries: in the failure, or as a failure that nobody sees. */
    private void drop(TaskImpl<?> child, @Nullable Throwable echo) {
        Throwable first = failure;
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
            loop.reportAtClose(child);
            abort("a sibling failed");
        } else if (problem != failure) {
            child.markSeen();
            child.passAlongWith(failure, failed);
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
