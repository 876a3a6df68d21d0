package dev.weft.internal.wait;

import dev.weft.Awaiter;
import dev.weft.internal.loop.Unchecked;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Awaits an operation that calls back.
 *
 * <pre>
 * null → the wake-up → {@link Outcome} → ENDED   it has called back, and the await has taken what it gave
 *                   ↘ ENDED              the waiting task was cancelled first, or it did not begin
 * </pre>
 *
 * <p>Each arrow is one compare-and-set, since any thread may call back. The last state keeps nothing of the waiter: the
 * operation may keep the callback for ever.
 */
public final class CallbackAwaiter<T> implements Awaiter<T> {
    private static final Object ENDED = new Object();

    private final Consumer<? super Callback<T>> begin;
    private final @Nullable Runnable onCancelled;
    private final Receiver<T> receiver = new Receiver<>();

    private record Outcome(@Nullable Object value, @Nullable Throwable failure) {}

    /**
     * Creates an awaiter that has not been awaited.
     *
     * @param begin begins the operation
     * @param onCancelled ends it, or null
     */
    public CallbackAwaiter(Consumer<? super Callback<T>> begin, @Nullable Runnable onCancelled) {
        this.begin = begin;
        this.onCancelled = onCancelled;
    }

    @Override
    public boolean isReady() {
        return receiver.get() instanceof Outcome;
    }

    @Override
    public void onReady(Runnable wake) {
        if (!receiver.compareAndSet(null, wake)) {
            throw new IllegalStateException("this awaiter was already awaited, and it is for single use: " + this);
        }
        try {
            begin.accept(receiver);
        } catch (Throwable failure) {
            receiver.set(ENDED); // the operation may have kept it
            throw failure;
        }
    }

    @Override
    public T result() throws Throwable {
        Outcome outcome = (Outcome) Unchecked.present(receiver.getAndSet(ENDED));
        Throwable failure = outcome.failure();
        if (failure != null) {
            throw failure;
        }
        return Unchecked.value(outcome.value());
    }

    @Override
    public void onCancelled() {
        receiver.set(ENDED);
        if (onCancelled != null) {
            onCancelled.run();
        }
    }

    @Override
    public String toString() {
        return "an operation that calls back";
    }

    /** What the operation gets: it may keep it, and with it no code of the waiter. */
    private static final class Receiver<T> extends AtomicReference<@Nullable Object> implements Callback<T> {
        private static final long serialVersionUID = 1;

        @Override
        public void accept(@Nullable T value, @Nullable Throwable failure) {
            Outcome outcome = new Outcome(value, failure);
            if (get() instanceof Runnable wake && compareAndSet(wake, outcome)) {
                wake.run();
            }
        }
    }
}
