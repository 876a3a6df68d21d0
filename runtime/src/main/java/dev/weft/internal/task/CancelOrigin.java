package dev.weft.internal.task;

import dev.weft.CancelledError;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Which task an error cancels. A program may keep the error and throw it in another task; that task is not cancelled.
 *
 * <p>An error keeps the identity number of its task and not the task, which it may outlive. Two tasks may have the same
 * number, by chance; then the error is taken for the other task's own.
 */
final class CancelOrigin {
    private static final VarHandle ORIGIN;

    static {
        try {
            ORIGIN = MethodHandles.privateLookupIn(CancelledError.class, MethodHandles.lookup())
                    .findVarHandle(CancelledError.class, "origin", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private CancelOrigin() {}

    /** Notes that the error is delivered to a task. */
    static void note(CancelledError error, Object task) {
        ORIGIN.set(error, number(task));
    }

    /** Returns whether the error was delivered to another task. An error that a program has made is nobody's. */
    static boolean isOfAnother(CancelledError error, Object task) {
        int origin = (int) ORIGIN.get(error);
        return origin != 0 && origin != number(task);
    }

    private static int number(Object task) {
        return Math.max(1, System.identityHashCode(task));
    }
}
