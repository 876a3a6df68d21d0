package dev.weft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task that waits for another one. It waits on its own loop; the other may be on another.
 *
 * <p>{@code abandoned} is owned by the waiting task's thread.
 */
final class TaskWaiter extends Observer implements WaitingFor {
    private final Task<?> waiting;
    private boolean abandoned;

    TaskWaiter(Task<?> observed, Task<?> waiting) {
        super(observed, waiting.loop);
        this.waiting = waiting;
    }

    @Override
    void notified() {
        if (!abandoned) {
            waiting.woken();
        }
    }

    /** Nothing is lost if the other task has just ended: it keeps its outcome. */
    @Override
    public boolean abandon() {
        abandoned = true;
        stopObserving();
        observed.unobserve();
        return true;
    }

    @Override
    public @Nullable Object outcome() throws Throwable {
        return observed.outcomeFor(waiting, true);
    }

    @Override
    public Iterable<Task<?>> awaited() {
        return List.of(observed);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // only named
    public Object described() {
        return observed;
    }
}
