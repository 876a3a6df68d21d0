package dev.weft;

import dev.weft.internal.task.CarriedContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets what other libraries keep in thread-locals follow coroutines: the diagnostic context of a logger, a tracer's
 * current span. A task begins with what the thread that started it had; from then on what its code sets is its own,
 * whichever threads its steps run on. {@link Weft#blocking} takes it along.
 *
 * <p>Around each step of a task the carrier is called on the thread that runs the step: {@link Captured#restore} before
 * it, {@link #capture} and the end of what was restored after it. So other tasks, and the thread itself, see nothing of
 * it. Callbacks of the loop carry nothing.
 *
 * <p>With Micrometer's context propagation this is all:
 *
 * <pre>{@code
 * var factory = ContextSnapshotFactory.builder().clearMissing(true).build();
 * ContextCarrier.install(() -> factory.captureAll()::setThreadLocals);
 * }</pre>
 *
 * <p>Implementations may be called by any thread, several at once. What they throw is reported as an uncaught failure;
 * the step runs without.
 */
@FunctionalInterface
public interface ContextCarrier {
    /** Returns what is set on this thread now. */
    Captured capture();

    /**
     * Installs a carrier for all loops of this class loader, from the next step of each task on; best called before any
     * loop runs. Without one, carrying costs nothing.
     *
     * @param carrier the only one from now on, or null for none
     */
    static void install(@Nullable ContextCarrier carrier) {
        CarriedContext.install(carrier);
    }

    /** What was set on a thread at some moment. Immutable, and used any number of times. */
    @FunctionalInterface
    interface Captured {
        /**
         * Sets all of it on this thread.
         *
         * @return closed on the same thread, it sets what was there before
         */
        AutoCloseable restore();
    }
}
