package dev.weft;

import org.jspecify.annotations.Nullable;

/** What the compiler cannot check, in one place. */
final class Unchecked {
    private Unchecked() {}

    /** A value of the type it has; null is one of the values of {@code T}. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    static <T> T value(@Nullable Object value) {
        return (T) value;
    }

    /** What is known not to be null here. */
    @SuppressWarnings("NullAway")
    static <T> T present(@Nullable T value) {
        return value;
    }

    /** Throws checked exceptions as they are, where the signature cannot say so. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <X extends Throwable> X sneaky(Throwable failure) throws X {
        throw (X) failure;
    }
}
