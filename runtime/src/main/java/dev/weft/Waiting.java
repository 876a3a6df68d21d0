package dev.weft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Waits until enough of several tasks are done, or for so long, and tells which are. It cancels
 * nothing, and throws nothing but its own cancellation.
 */
final class Waiting<T> extends Together<Waited<T>> {
    /** When enough are done. */
    enum Until {
        ALL("waitAll"),
        FIRST("waitFirst"),
        FIRST_FAILURE("waitFirstFailure");

        private final String method;

        Until(String method) {
            this.method = method;
        }
    }

    private final Until until;

    /** In nanoseconds, or negative for no limit. */
    private final long limit;

    private final List<Observer> watching = new ArrayList<>();
    private boolean satisfied;

    /** Set while it waits, if there is a limit. */
    private @Nullable Limit timer;

    Waiting(Collection<? extends Awaitable<?>> all, Until until, long limit) {
        super(all);
        this.until = until;
        this.limit = limit;
    }

    @Override
    void watch(Observer child) {
        watching.add(child);
        super.watch(child);
    }

    @Override
    @Nullable
    Object begin(Task<?> task) throws Throwable {
        for (Task<?> child : children) {
            satisfied |= child.isDone() && counts(child);
        }
        if (satisfied || missing == 0) {
            return waited();
        }
        EventLoop loop = task.loopFor(name());
        try {
            Deadlocks.checkAll(task, this);
        } catch (DeadlockException deadlock) {
            leave(task);
            throw deadlock;
        }
        if (limit >= 0) {
            timer = new Limit();
            loop.addTimer(timer, limit);
        }
        try {
            return waitOn(task);
        } catch (CancelledError cancelled) {
            return cancelled(task, cancelled);
        }
    }

    /** Only who waits for all without a limit waits for each. */
    @Override
    public Iterable<Task<?>> awaited() {
        return until == Until.ALL && limit < 0 ? super.awaited() : List.of();
    }

    @Override
    public Iterable<Task<?>> watched() {
        return super.awaited();
    }

    @Override
    void childDone(Task<?> child) {
        satisfied |= counts(child);
        if (satisfied || missing == 0) {
            wake();
        }
    }

    private boolean counts(Task<?> done) {
        return until == Until.FIRST || (until == Until.FIRST_FAILURE && done.status() != Task.Status.SUCCEEDED);
    }

    @Override
    Object enough(Task<?> task) {
        leave(task);
        return waited();
    }

    @Override
    @Nullable
    Object cancelled(Task<?> task, CancelledError cancelled) {
        leave(task);
        throw cancelled;
    }

    private void leave(Task<?> task) {
        Limit limiting = timer;
        if (limiting != null) {
            timer = null;
            task.loopFor(name()).removeTimer(limiting);
        }
        if (missing > 0) { // else all have come back, and no task keeps an observer
            for (Observer child : watching) {
                child.stopObserving();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private Waited<T> waited() {
        Set<Task<T>> done = setFor(children.length - missing);
        Set<Task<T>> pending = setFor(missing);
        for (Task<?> child : children) {
            (child.isDone() ? done : pending).add((Task<T>) child);
        }
        return new Waited<>(Collections.unmodifiableSet(done), Collections.unmodifiableSet(pending));
    }

    private static <E> Set<E> setFor(int size) {
        return new LinkedHashSet<>(size + size / 3 + 1);
    }

    @Override
    String name() {
        return until.method;
    }

    /** The time is up. */
    private final class Limit extends TimerNode {
        @Override
        void fire() {
            wake();
        }

        @Override
        void run() {}
    }
}
