package dev.weft.internal.produce;

import dev.weft.Coroutine;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.Cancellations;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.task.TaskObserver;
import dev.weft.internal.wait.SpinLock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a stream that have not ended, and the failure among them.
 *
 * <p>Invariant: {@code failed} is the task whose failure the stream will throw. Later failures are suppressed in it. What a
 * task throws because it was cancelled together with the others is no failure, unless it is an exception of its own.
 *
 * <p>{@code unfinished} is guarded by {@code guard}. Other fields are owned by the loop's thread until the stream has ended,
 * then by the task that takes its items.
 */
final class Children {
    private final TaskStream<?> stream;
    private final EventLoopImpl loop;
    private final SpinLock guard = new SpinLock();
    private final Set<TaskImpl<?>> unfinished = new LinkedHashSet<>();

    private @Nullable TaskImpl<?> failed;

    /** What that task has failed with. */
    private @Nullable Throwable failure;

    /** Whether the failure is an exception object that had passed before. */
    private boolean again;

    /** Whether tasks were cancelled because one has failed. Written by the loop's thread. */
    private volatile boolean aborting;

    Children(TaskStream<?> stream, EventLoopImpl loop) {
        this.stream = stream;
        this.loop = loop;
    }

    EventLoopImpl loop() {
        return loop;
    }

    /** Starts a task. On the loop's thread. */
    @SuppressWarnings("FutureReturnValueIgnored") // its end is observed
    void run(Coroutine<?> coroutine, String name) {
        start(coroutine, name);
    }

    /** As {@link #run}; the task is known by its identity. */
    <R> TaskImpl<R> start(Coroutine<R> coroutine, @Nullable String name) {
        TaskImpl<R> child = loop.start(coroutine, name);
        try {
            Child observer = new Child(child, this); // memory may end here: then the stream must not wait for it
            add(child);
            observer.observe();
        } catch (Throwable memory) {
            remove(child);
            child.cancel("its stream does not know it");
            throw memory;
        }
        return child;
    }

    private void add(TaskImpl<?> child) {
        guard.lock();
        try {
            unfinished.add(child);
        } finally {
            guard.unlock();
        }
    }

    /** Returns whether it was there and was the last one. */
    private boolean remove(TaskImpl<?> child) {
        guard.lock();
        try {
            return unfinished.remove(child) && unfinished.isEmpty();
        } finally {
            guard.unlock();
        }
    }

    /** Cancels those that have not ended. Any thread. */
    void cancel(@Nullable String reason) {
        for (TaskImpl<?> child : copy()) {
            child.cancel(reason);
        }
    }

    /** Cancels tasks because one has failed. */
    void abort(List<TaskImpl<?>> useless) {
        if (!useless.isEmpty()) {
            aborting = true;
        }
        for (TaskImpl<?> child : useless) {
            child.cancel("another task of the stream failed");
        }
    }

    boolean isAborting() {
        return aborting;
    }

    /** Returns those that have not ended. Any thread. */
    List<TaskImpl<?>> copy() {
        guard.lock();
        try {
            return new ArrayList<>(unfinished);
        } finally {
            guard.unlock();
        }
    }

    boolean areNone() {
        return copy().isEmpty();
    }

    boolean haveFailed() {
        return failed != null;
    }

    /** Lets the loop report a failure that the stream will not throw: nobody has asked for what comes after it. */
    void disownFailure() {
        TaskImpl<?> child = failed;
        failed = null;
        if (child != null) {
            child.disown();
        }
    }

    /** Forgets the failure if a task was only cancelled, as the consumer was, too: for example since the loop closes. */
    void forgetCancellation() {
        TaskImpl<?> child = failed;
        if (child != null && child.failure() == null && !Cancellations.carries(child.cancelledBy())) {
            failed = null;
        }
    }

    /** Throws the failure. */
    void throwFailure(@Nullable Throwable along, TaskImpl<?> task, boolean suspended) throws Throwable {
        TaskImpl<?> child = Unchecked.present(failed);
        Throwable first = Unchecked.present(failure);
        child.markSeen();
        child.traceAwaited(first, task, suspended);
        if (along != null && along != first) {
            first.addSuppressed(along);
        }
        throw first;
    }

    private void ended(TaskImpl<?> child) {
        boolean last = remove(child);
        try {
            Throwable problem = problem(child);
            if (problem == null) {
                stream.exchange.succeeded(child);
            } else if (!isEcho(child, problem)) {
                note(child, problem);
            }
        } finally {
            if (last) {
                stream.exchange.end(failed != null);
            }
        }
    }

    private static @Nullable Throwable problem(TaskImpl<?> child) {
        return child.cancelledBy() == null ? child.failure() : child.cancellation();
    }

    private boolean isEcho(TaskImpl<?> child, Throwable problem) {
        return (aborting || stream.isStopped())
                && problem instanceof CancellationException
                && !Cancellations.carries(child.cancelledBy() == null ? problem : child.cancelledBy());
    }

    private void note(TaskImpl<?> child, Throwable problem) {
        TaskImpl<?> before = failed;
        Throwable first = failure;
        if (before != null && first != null && !stream.comesBefore(child, before)) {
            suppress(child, problem, first);
            return;
        }
        failed = child;
        failure = problem;
        again = Cancellations.passesAgain(problem, child); // now: soon it has passed the consumer
        loop.reportAtClose(child);
        if (before != null && first != null) {
            suppress(before, first, problem);
        }
        if (!stream.isStopped()) {
            stream.childFailed(child);
        }
    }

    private void suppress(TaskImpl<?> child, Throwable problem, Throwable first) {
        child.markSeen();
        if (child.failure() != null) {
            child.passAlongWith(first, again);
        } else {
            Cancellations.drop(problem, first);
        }
    }

    private static final class Child extends TaskObserver {
        private final Children siblings;

        Child(TaskImpl<?> observed, Children siblings) {
            super(observed, siblings.loop);
            this.siblings = siblings;
        }

        @Override
        protected void notified() {
            siblings.ended(observed);
        }
    }
}
