package dev.weft.it.harness;

import dev.weft.Awaiter;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Is never ready at first; what happens when somebody waits for it is up to the consumer. */
final class LateAwaiter<T> implements Awaiter<T> {
    private final Consumer<Runnable> onWait;
    private final Supplier<T> end;
    private boolean woken;

    LateAwaiter(Consumer<Runnable> onWait, Supplier<T> end) {
        this.onWait = onWait;
        this.end = end;
    }

    @Override
    public boolean isReady() {
        return woken;
    }

    @Override
    public T result() {
        if (!woken) {
            throw new IllegalStateException("result() before it was ready");
        }
        return end.get();
    }

    @Override
    public void onReady(Runnable wake) {
        onWait.accept(() -> {
            woken = true;
            wake.run();
        });
    }
}
