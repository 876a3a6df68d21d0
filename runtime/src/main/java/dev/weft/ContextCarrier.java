package dev.weft;

import dev.weft.internal.task.CarriedContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes thread-locals of other libraries follow coroutines, for example a logger's diagnostic context or a tracer's
 * current span. A task begins with the values of the thread that started it. From then on the values that its code sets
 * belong to the task, whichever threads its steps run on. {@link Weft#blocking} takes them along.
 *
 * <p>The carrier is called around each step of a task, on the thread that runs the step. Before the step,
 * {@link Captured#restore} is called. After it, {@link #capture} is called and the restored values are taken back. So
 * other tasks, and the thread itself, do not see them. Callbacks of the loop carry nothing.
 *
 * <p>With Micrometer's context propagation this is enough:
 *
 * <pre>{@code
 * var snapshots = ContextSnapshotFactory.builder()
 *         .contextRegistry(registry)
 *         …
 *         .clearMissing(true)
 *         .build();
 * ContextCarrier.install(() -> snapshots.captureAll()::setThreadLocals);
 * }</pre>
 *
 * <p>Implementations may be called by any thread, also by several at once. An exception that they throw is reported as
 * an uncaught failure, and the step runs without the carried values.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ContextCarrier {
    /** {@return the values that are set on this thread now} */
    Captured capture();

    /**
     * Installs a carrier for all loops of this class loader. It takes effect with the next step of each task; best call
     * it before any loop runs. Without one, carrying costs nothing. Any thread.
     *
     * @param carrier replaces the carrier installed before; null for none
     */
    static void install(@Nullable ContextCarrier carrier) {
        CarriedContext.install(carrier);
    }

    /**
     * The values that were set on a thread at some moment. Immutable; may be restored any number of times.
     *
     * @since 0.1
     */
    @FunctionalInterface
    interface Captured {
        /**
         * Sets all values on this thread.
         *
         * @return restores the former values when it is closed, on the same thread
         */
        AutoCloseable restore();
    }
}
