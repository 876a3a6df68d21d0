package dev.weft;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that do not outlive a block of code. The first of them that fails cancels the others.
 *
 * <pre>{@code
 * try (var group = TaskGroup.open()) {
 *     var a = group.start(fetch(1));
 *     var b = group.start(fetch(2));
 *     await(group.join());
 *     return result(a.resultNow() + b.resultNow());
 * }
 * }</pre>
 *
 * <pre>
 * OPEN       children may be started
 * ABORTING   a child failed, or {@link #cancel()}: all were cancelled, and new ones are at once
 * CLOSED     no child may be started
 * </pre>
 *
 * <p>A child that somebody cancels is no failure. All methods are for the thread of the loop that ran when the group was
 * opened, which owns all fields.
 */
public final class TaskGroup implements AsyncCloseable {
    private final EventLoop loop;
    private final Set<Task<?>> unfinished = new LinkedHashSet<>();

    /** Those who wait until {@code unfinished} is empty. */
    private final ArrayDeque<GroupWait<?>> waiting = new ArrayDeque<>();

    /** What {@link #run} runs as a child. */
    private @Nullable Task<?> body;

    private @Nullable Throwable failure;
    private @Nullable Task<?> failed;

    /** Whether the failure has been thrown at somebody. */
    private boolean reported;

    private boolean aborting;
    private boolean closed;

    TaskGroup(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * {@return a new group of the running loop}
     *
     * @throws IllegalStateException if no loop runs on this thread
     */
    public static TaskGroup open() {
        return new TaskGroup(EventLoop.running());
    }

    /**
     * Runs a body with a group, and waits for the body and all that it started. The first failure, of the body or of a
     * child, cancels the rest, which is awaited, and is what the await throws, with later ones suppressed in it.
     *
     * @param body gets the group; runs as a task of it
     * @param <R> what the body gives
     * @return the coroutine that gives what the body gives
     */
    public static <R> Coroutine<R> run(AsyncFunction<TaskGroup, R> body) {
        return GroupWait.body(Objects.requireNonNull(body));
    }

    /**
     * Starts a child.
     *
     * @param coroutine what to run
     * @param <T> what it gives
     * @return its task
     * @throws IllegalStateException if the group is closed
     */
    public <T> Task<T> start(Coroutine<T> coroutine) {
        return start(coroutine, null);
    }

    /**
     * Starts a child with a name.
     *
     * @param coroutine what to run
     * @param name the task's name, or null for one that is made up
     * @param <T> what it gives
     * @return its task
     * @throws IllegalStateException if the group is closed
     */
    public <T> Task<T> start(Coroutine<T> coroutine, @Nullable String name) {
        if (closed) {
            throw new IllegalStateException("the task group is closed");
        }
        Task<T> child = loop.start(coroutine, name);
        unfinished.add(child);
        new Child(child, this).observe();
        if (aborting) {
            child.cancel("the task group is cancelled");
        }
        return child;
    }

    /**
     * Starts a child whose coroutine is made when it runs.
     *
     * @param coroutine makes what to run
     * @param <T> what it gives
     * @return its task
     * @throws IllegalStateException if the group is closed
     */
    public <T> Task<T> start(AsyncCallable<T> coroutine) {
        return start(new Deferred<T>(coroutine));
    }

    /**
     * Starts a child with a name whose coroutine is made when it runs.
     *
     * @param coroutine makes what to run
     * @param name the task's name
     * @param <T> what it gives
     * @return its task
     * @throws IllegalStateException if the group is closed
     */
    public <T> Task<T> start(AsyncCallable<T> coroutine, String name) {
        return start(new Deferred<T>(coroutine), name);
    }

    /**
     * Waits until all children have ended, and throws the first failure, with later ones suppressed in it; so does each
     * later join.
     *
     * @return the coroutine that does, to be awaited
     */
    public Coroutine<Void> join() {
        return GroupWait.join(this);
    }

    /** Cancels all children, and those that are started from now on. */
    public void cancel() {
        abort("the task group is cancelled");
    }

    /**
     * Closes the group: cancels the children that have not ended, awaits them, and throws a failure that {@link
     * #join()} has not thrown.
     */
    @Override
    public Coroutine<Void> closeAsync() {
        return GroupWait.close(this);
    }

    @Override
    public String toString() {
        return "task group of " + unfinished.size() + " unfinished"
                + (closed ? ", closed" : aborting ? ", cancelled" : "");
    }

    /** Starts the child whose end, other than with a value, ends the group. */
    <R> Task<R> startBody(AsyncCallable<R> coroutine) {
        Task<R> task = start(coroutine);
        body = task;
        return task;
    }

    void abort(@Nullable String reason) {
        aborting = true;
        // A copy: cancelling a stage calls what depends on it, which may start a child.
        for (Task<?> child : List.copyOf(unfinished)) {
            child.cancel(reason);
        }
    }

    /** Those that have not ended. */
    Iterable<Task<?>> children() {
        return unfinished;
    }

    /** No child may be started any more. */
    void seal() {
        closed = true;
    }

    boolean isQuiet() {
        return unfinished.isEmpty();
    }

    void await(GroupWait<?> waiter) {
        waiting.add(waiter);
    }

    void leave(GroupWait<?> waiter) {
        waiting.remove(waiter);
    }

    /**
     * Throws the failure, if there is one.
     *
     * @param again whether somebody may have seen it
     */
    void report(Task<?> task, boolean suspended, boolean again) throws Throwable {
        Throwable first = failure;
        if (first != null && (again || !reported)) {
            reported = true;
            Unchecked.present(failed).traceAwaited(first, task, suspended);
            throw first;
        }
    }

    boolean hasFailed() {
        return failure != null && !reported;
    }

    private void ended(Task<?> child) {
        unfinished.remove(child);
        Throwable problem = child.failure();
        // Cancelling one child may cancel what another one awaits; that tells nothing new.
        boolean echo = aborting && problem instanceof CancellationException;
        if (problem != null && !echo) {
            if (failure == null) {
                failure = problem;
                failed = child;
                abort("a sibling failed");
            } else if (problem != failure) {
                failure.addSuppressed(problem);
            }
        } else if (child == body && child.isCancelled()) {
            abort("the body of the task group was cancelled");
        }
        if (unfinished.isEmpty()) {
            GroupWait<?> waiter;
            while ((waiter = waiting.poll()) != null) {
                waiter.wake();
            }
        }
    }

    /** Tells the group that a child has ended. */
    private static final class Child extends Observer {
        private final TaskGroup group;

        Child(Task<?> observed, TaskGroup group) {
            super(observed, group.loop);
            this.group = group;
        }

        @Override
        void notified() {
            group.ended(observed);
        }
    }
}
