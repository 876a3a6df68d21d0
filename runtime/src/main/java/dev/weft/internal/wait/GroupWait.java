package dev.weft.internal.wait;

import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.TaskGroup;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.Cancellations;
import dev.weft.internal.task.Deadlocks;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.task.WaitSource;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a task group has no unfinished child: in {@code join}, in its close, or in {@code TaskGroup.run}.
 *
 * <p>Owned by the thread of the group's loop.
 *
 * @param <T> the type of its value
 */
final class GroupWait<T> extends Frame<T> implements WaitSource {
    private enum Kind {
        /** A cancellation is thrown at once; the close will cancel the children. */
        JOIN("join"),
        CLOSE("closeAsync"),
        RUN("run");

        private final String method;

        Kind(String method) {
            this.method = method;
        }
    }

    private final Kind kind;
    private @Nullable TaskGroupImpl group;
    private final @Nullable AsyncFunction<TaskGroup, T> work;

    /** The body of {@code TaskGroup.run}. */
    private @Nullable TaskImpl<T> body;

    /** The awaiting task's cancellation, kept until all children have ended. */
    private @Nullable CancelledError own;

    /** Whether the body had ended when that cancellation came. */
    private boolean afterBody;

    private @Nullable TaskImpl<?> parked;

    private GroupWait(Kind kind, @Nullable TaskGroupImpl group, @Nullable AsyncFunction<TaskGroup, T> work) {
        this.kind = kind;
        this.group = group;
        this.work = work;
    }

    static GroupWait<Void> join(TaskGroupImpl group) {
        return new GroupWait<>(Kind.JOIN, group, null);
    }

    static GroupWait<Void> close(TaskGroupImpl group) {
        return new GroupWait<>(Kind.CLOSE, group, null);
    }

    static <R> GroupWait<R> body(AsyncFunction<TaskGroup, R> work) {
        return new GroupWait<>(Kind.RUN, null, work);
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        TaskImpl<?> task = (TaskImpl<?>) driver;
        TaskGroupImpl waited = group;
        if (state < 0) {
            if (kind != Kind.CLOSE) { // a close is not to be left out
                task.beforeTaking();
            }
            waited = begin(task);
            if (kind == Kind.JOIN && Unchecked.present(waited).isQuiet()) {
                return joinAtOnce(Unchecked.present(waited), task);
            }
        } else {
            try {
                Suspension.resumed(task);
            } catch (CancelledError cancelled) {
                cancelled(cancelled);
            }
        }
        return waitForChildren(Unchecked.present(waited), task);
    }

    /** A join that need not wait is the await of a ready source. */
    private @Nullable Object joinAtOnce(TaskGroupImpl waited, TaskImpl<?> task) throws Throwable {
        Object result;
        try {
            result = finish(waited, task);
        } catch (Exception failure) {
            return task.readyFailing(failure);
        }
        return task.ready(result);
    }

    private @Nullable TaskGroupImpl begin(TaskImpl<?> task) {
        TaskGroupImpl waited = group;
        AsyncFunction<TaskGroup, T> function = work;
        if (function != null) {
            TaskGroupImpl made = new TaskGroupImpl(task.loopFor("TaskGroup.run"));
            group = made;
            body = made.startBody(() -> function.apply(made));
            return made;
        }
        if (kind == Kind.CLOSE && waited != null) {
            waited.seal();
            waited.abort("the task group is closing");
        }
        return waited;
    }

    private void cancelled(CancelledError cancelled) {
        if (kind == Kind.JOIN) {
            throw cancelled;
        }
        own = cancelled;
        afterBody = body == null || body.isDone();
        Unchecked.present(group).abort(cancelled.getMessage());
    }

    private @Nullable Object waitForChildren(TaskGroupImpl waited, TaskImpl<?> task) throws Throwable {
        while (!waited.isQuiet()) {
            try {
                task.beforeParking();
            } catch (CancelledError cancelled) {
                cancelled(cancelled);
                continue;
            }
            if (kind == Kind.JOIN) {
                // Only a join is checked: the close that follows it cancels the children first.
                Deadlocks.checkAll(task, this);
            }
            state = 1;
            parked = task;
            waited.addWaiter(this);
            task.park(this);
            Suspension.suspend(this, task);
            return SUSPENDED;
        }
        return finish(waited, task);
    }

    private @Nullable Object finish(TaskGroupImpl waited, TaskImpl<?> task) throws Throwable {
        if (kind == Kind.RUN) {
            waited.seal();
        }
        CancelledError cancelled = own;
        TaskImpl<T> main = body;
        boolean ended =
                main == null || afterBody || main.isCancelled() || main.failure() instanceof CancellationException;
        TaskImpl<T> survivor = ended ? null : main;
        if (cancelled != null && (survivor == null ? waited.hasUnreportedFailure() : survivor.isCancelRequested())) {
            // A failure, or the result that the body already had, takes precedence. The next await throws the
            // cancellation.
            task.cancelHere(cancelled.getMessage());
        }
        if (main != null) {
            waited.keep(main.cancelledBy());
        }
        waited.report(task, task.isInnermost(this), kind == Kind.JOIN);
        if (cancelled != null && survivor == null) {
            Cancellations.drop(main == null ? null : main.cancelledBy(), cancelled);
            throw cancelled;
        }
        return main == null ? null : main.outcomeFor(task, task.isInnermost(this));
    }

    void wake() {
        TaskImpl<?> task = parked;
        if (task != null) {
            parked = null;
            task.wake();
        }
    }

    @Override
    public boolean abandon() {
        parked = null;
        Unchecked.present(group).leave(this);
        return true;
    }

    @Override
    public Iterable<TaskImpl<?>> awaited() {
        return Unchecked.present(group).children();
    }

    @Override
    public boolean cancelsWhatItAwaits() {
        return kind != Kind.JOIN;
    }

    @Override
    public @Nullable Object outcome() {
        return null;
    }

    @Override
    protected StackTraceElement position() {
        return new StackTraceElement("dev.weft.TaskGroup", kind.method, "TaskGroup.java", -1);
    }

    @Override
    public String toString() {
        return "TaskGroup." + kind.method;
    }
}
