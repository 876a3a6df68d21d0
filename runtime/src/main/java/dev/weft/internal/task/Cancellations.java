package dev.weft.internal.task;

import dev.weft.CancelledError;
import dev.weft.internal.trace.Traces;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CancelledError} becomes outside of the task that it cancels. The error itself, with what was suppressed
 * in it, is the cause of what replaces it.
 */
public final class Cancellations {
    /** The most that an exception takes along if nothing tells whether it passes again. */
    private static final int MAX_SUPPRESSED = 100;

    private static final Throwable[] NONE = {};

    private Cancellations() {}

    /** Returns the exception that shows this error to others. */
    public static CancellationException of(CancelledError error) {
        CancellationException shown = new CancellationException(error.getMessage());
        shown.initCause(error);
        return shown;
    }

    /** Returns a failure as who awaits its source receives it: an error that cancels, from there, is somebody else's. */
    static Throwable received(Throwable failure) {
        return failure instanceof CancelledError error ? of(error) : failure;
    }

    /** The depth up to which suppressed exceptions are looked at; they may form a cycle. */
    private static final int DEEPEST = 16;

    /**
     * Returns whether a cancellation, or the error that is its cause, takes something along that it must not lose.
     * Another cancellation that takes nothing along is nothing.
     */
    public static boolean carries(@Nullable Throwable cancellation) {
        return carries(cancellation, DEEPEST);
    }

    private static boolean carries(@Nullable Throwable cancellation, int deepest) {
        if (cancellation == null || deepest == 0) {
            return false;
        }
        for (Throwable suppressed : suppressed(cancellation)) {
            boolean isCancellation =
                    suppressed instanceof CancelledError || suppressed instanceof CancellationException;
            if (!isCancellation || carries(suppressed, deepest - 1)) {
                return true;
            }
        }
        return cancellation.getCause() instanceof CancelledError error && carries(error, deepest - 1);
    }

    /** Lets a failure take along what a cancellation carries that is dropped in its favour. */
    public static void drop(@Nullable Throwable cancellation, Throwable inFavourOf) {
        if (cancellation != null && cancellation != inFavourOf && carries(cancellation)) {
            suppress(cancellation, inFavourOf, null);
        }
    }

    /**
     * Lets a failure take along another one, which nobody else will see. An exception object that passes again, because
     * it is thrown once more, takes nothing along: it would grow for ever.
     *
     * @param from the task that has failed with {@code first}; null if it is not known
     * @return whether somebody who sees the first will see the other
     */
    public static boolean suppress(Throwable other, Throwable first, @Nullable TaskImpl<?> from) {
        return suppress(other, first, passesAgain(first, from));
    }

    /** As {@link #suppress(Throwable, Throwable, TaskImpl)}, if it is known whether the first passes again. */
    static boolean suppress(Throwable other, Throwable first, boolean again) {
        if (other == first || contains(first, other)) {
            return true;
        }
        if (again) {
            return false;
        }
        first.addSuppressed(other);
        return contains(first, other);
    }

    /**
     * Returns whether an exception object passes again, or may do so.
     *
     * @param from the task that has failed with it; null if it is not known
     */
    public static boolean passesAgain(Throwable failure, @Nullable TaskImpl<?> from) {
        return (from != null && Traces.hasTrace(failure))
                ? Traces.passesAgain(failure, from.passer())
                : suppressed(failure).length >= MAX_SUPPRESSED;
    }

    private static boolean contains(Throwable first, Throwable other) {
        for (Throwable suppressed : suppressed(first)) {
            if (suppressed == other) {
                return true;
            }
        }
        return false;
    }

    /** The method is final, and yet some mocks give null. */
    @SuppressWarnings("ConstantValue")
    private static Throwable[] suppressed(Throwable failure) {
        Throwable[] suppressed = failure.getSuppressed();
        return suppressed == null ? NONE : suppressed;
    }
}
