package dev.weft.internal.task;

import dev.weft.ContextCarrier;
import dev.weft.ContextCarrier.Captured;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.observe.StepHooks;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ContextCarrier} has captured for tasks. While a task does not run, it is the innermost of the task's
 * bindings; a step takes it off, and puts on what it finds when it ends. So a task needs no field for it.
 */
public final class CarriedContext {
    private static final ContextVariable<Object> KEY = new ContextVariable<>("what is carried");

    /** Set before the loops run, as a rule; a loop that sees it late carries a little later. */
    static @Nullable ContextCarrier carrier;

    private CarriedContext() {}

    /** See {@link ContextCarrier#install}. */
    public static void install(@Nullable ContextCarrier given) {
        carrier = given;
        StepHooks.carrying(given != null);
    }

    /** Returns the bindings with what is set on this thread, if there is a carrier. */
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

    /** Returns the bindings without what was captured. */
    public static @Nullable Binding uncarried(@Nullable Binding context) {
        return isCaptured(context) ? Unchecked.present(context).outer() : context;
    }

    /** Sets what was captured on this thread. Returns what to end afterwards, or null. */
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

    /** Takes back what {@link #restore} has set. */
    public static void end(@Nullable AutoCloseable restored) {
        if (restored != null) {
            try {
                restored.close();
            } catch (Throwable failure) {
                report(restored, failure);
            }
        }
    }

    /** Runs a step of a task, with what it carries. Returns true if the task has its outcome. */
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
