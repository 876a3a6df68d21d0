package dev.weft.compiler.testkit;

import dev.weft.Awaiter;

/**
 * A value that an await gets at once, or after a suspension that is certain.
 *
 * @param suspends whether the awaiting method leaves its thread before it gets the value
 */
public record Given<T>(T value, boolean suspends) implements Awaiter<T> {

    public static <T> Given<T> now(T value) {
        return new Given<>(value, false);
    }

    public static <T> Given<T> later(T value) {
        return new Given<>(value, true);
    }

    @Override
    public boolean isReady() {
        return !suspends;
    }

    @Override
    public T result() throws Throwable {
        if (value instanceof Throwable failure) {
            throw failure;
        }
        return value;
    }

    @Override
    public void onReady(Runnable wake) {
        wake.run();
    }
}
