package dev.weft.internal.wait;

import dev.weft.Coroutine;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.TaskImpl;
import org.jspecify.annotations.Nullable;

/**
 * Runs a coroutine inside the awaiting task, and holds back the requests to cancel that task until it has ended. Scopes
 * inside of it, limits and groups, still work. A request that waits while a budget of these coroutines begins, one after the
 * other, is thrown before the next one begins. Owned by the thread that runs the task.
 */
public final class Uncancellable<T> extends Frame<T> {
    private final Coroutine<? extends T> inner;

    private Uncancellable(Coroutine<? extends T> inner) {
        this.inner = inner;
    }

    /**
     * Returns a coroutine that has not been awaited.
     *
     * @param inner the coroutine to protect
     */
    public static <T> Coroutine<T> of(Coroutine<? extends T> inner) {
        return new Uncancellable<>(inner);
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        TaskImpl<?> task = (TaskImpl<?>) driver;
        if (state < 0) {
            long scope = task.nextScope();
            task.publish(); // a request that the future of a hot call keeps would not be held back
            task.mask(scope);
        }
        boolean suspended = false;
        try {
            if (state > 0) {
                return Suspension.resumed(task);
            }
            Object given = Suspension.await(inner, task);
            if (given == SUSPENDED) {
                suspended = true;
                state = 1;
                Suspension.suspend(this, task);
            }
            return given;
        } finally {
            if (!suspended) {
                task.unmask();
            }
        }
    }

    @Override
    protected StackTraceElement position() {
        return new StackTraceElement("dev.weft.Weft", "uncancellable", "Weft.java", -1);
    }

    @Override
    public String toString() {
        return "uncancellable " + inner;
    }
}
