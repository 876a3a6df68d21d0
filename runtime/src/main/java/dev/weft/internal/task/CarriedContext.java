package dev.weft.internal.task;

import dev.weft.ContextCarrier;
import dev.weft.ContextCarrier.Captured;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.observe.StepHooks;
import org.jspecify.annotations.Nullable;

/**
 * The values that a {@link ContextCarrier} has captured for tasks. While a task does not run, they are the innermost of
 * the task's bindings. A step removes that binding when it begins and adds a new one when it ends. So a task needs no
 * field for them.
 */
public final class CarriedContext {
    private static final ContextVariable<Object> KEY = new ContextVariable<>("what is carried");

    /** Usually set before the loops run. A loop that sees it late begins to carry a little later. */
    static @Nullable ContextCarrier carrier;

    private CarriedContext() {}

    /** See {@link ContextCarrier#install}. */
    public static void install(@Nullable ContextCarrier given) {
        carrier = given;
        StepHooks.carrying(given != null);
    }

    /** Returns the bindings, with the values that are set on this thread if there is a carrier. */
    public static @Nullable Binding capture(@Nullable Binding context) {
        ContextCarrier present = carrier;
        if (present == null) {
            return context;
        }
        try {
            return new Binding(KEY, present.capture(), context);
        } catch (Throwable failure) {
            report(present, failure);
            return context;
        }
    }

    /** Returns the bindings without the captured values. */
    public static @Nullable Binding uncarried(@Nullable Binding context) {
        return isCaptured(context) ? Unchecked.present(context).outer() : context;
    }

    /**
     * Sets the captured values on this thread. Returns the handle for {@link #end}, or null if there is nothing to end.
     */
    public static @Nullable AutoCloseable restore(@Nullable Binding context) {
        if (isCaptured(context)) {
            Captured captured =
                    (Captured) Unchecked.present(Unchecked.present(context).value());
            try {
                return captured.restore();
            } catch (Throwable failure) {
                report(captured, failure);
            }
        }
        return null;
    }

    /** Takes back the values that {@link #restore} has set. */
    public static void end(@Nullable AutoCloseable restored) {
        if (restored != null) {
            try {
                restored.close();
            } catch (Throwable failure) {
                report(restored, failure);
            }
        }
    }

    /** Runs a step of a task with its carried values. Returns true if the task has its outcome. */
    static boolean step(TaskImpl<?> task, int before) {
        AutoCloseable restored = restore(task.context);
        task.context = uncarried(task.context);
        boolean ended = false;
        try {
            ended = task.step(before);
        } finally {
            if (!ended) {
                task.context = capture(task.context);
            }
            end(restored);
        }
        return ended;
    }

    private static boolean isCaptured(@Nullable Binding context) {
        return context != null && context.key() == KEY;
    }

    private static void report(Object what, Throwable failure) {
        EventLoopImpl loop = ThreadState.get().running;
        Home home = loop == null ? NoLoop.INSTANCE : loop;
        home.uncaught(what, failure);
    }
}
