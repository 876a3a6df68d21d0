package dev.weft;

import dev.weft.ContextCarrier.Captured;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ContextCarrier} has captured for tasks. While a task does not run, it is the innermost of the task's
 * bindings; a step takes it off, and puts on what it finds when it ends. So a task needs no field for it.
 */
final class Carried {
    private static final ContextLocal<Object> KEY = ContextLocal.create("what is carried");

    /** Set before the loops run, as a rule; a loop that sees it late carries a little later. */
    static @Nullable ContextCarrier carrier;

    private Carried() {}

    /** Adds what is set on this thread, if there is a carrier. */
    static @Nullable Binding capture(@Nullable Binding context) {
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

    /** The bindings without what was captured. */
    static @Nullable Binding uncarried(@Nullable Binding context) {
        return isCaptured(context) ? Unchecked.present(context).outer() : context;
    }

    /** Sets what was captured on this thread; null if there is nothing to end afterwards. */
    static @Nullable AutoCloseable restore(@Nullable Binding context) {
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

    static void end(@Nullable AutoCloseable restored) {
        if (restored != null) {
            try {
                restored.close();
            } catch (Throwable failure) {
                report(restored, failure);
            }
        }
    }

    /** A step of a task, with what it carries. */
    static boolean step(Running task, int before) {
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
        EventLoop loop = EventLoop.runningOrNull();
        if (loop == null) {
            Uncaught.log(what, failure);
        } else {
            loop.uncaught(what, failure);
        }
    }
}
