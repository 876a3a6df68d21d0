package dev.weft.it.harness;

import dev.weft.Awaiter;
import java.util.function.Supplier;

/** Is ready from the start. */
record ReadyAwaiter<T>(Supplier<T> end) implements Awaiter<T> {
    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public T result() {
        return end.get();
    }

    @Override
    public void onReady(Runnable wake) {
        throw new IllegalStateException("onReady, though it is ready");
    }
}
