package dev.weft.internal.loop;

import org.jspecify.annotations.Nullable;

/** The casts that the compiler cannot check, in one place. */
public final class Unchecked {
    private Unchecked() {}

    /** Casts a value to the type that it is known to have. Null is allowed as a value of {@code T}. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    public static <T> T value(@Nullable Object value) {
        return (T) value;
    }

    /** Returns the value, which is known not to be null here. */
    @SuppressWarnings("NullAway")
    public static <T> T present(@Nullable T value) {
        return value;
    }

    /** Throws a checked exception as it is, where the signature cannot declare it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <X extends Throwable> X sneaky(Throwable failure) throws X {
        throw (X) failure;
    }
}
