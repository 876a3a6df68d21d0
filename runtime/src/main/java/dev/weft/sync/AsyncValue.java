package dev.weft.sync;

import dev.weft.AsyncStream;
import dev.weft.CheckReturnValue;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.SpinLock;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value that changes, and whose changes tasks can follow.
 *
 * <p>Invariant: {@code version} counts the changes. Who waits has seen the version that there is. May be used from any thread
 * and by tasks of several loops.
 *
 * @param <T> the type of the value, which may be null
 * @since 0.1
 */
public final class AsyncValue<T> {
    private final SpinLock guard = new SpinLock();
    private T value;
    private long version;

    /** Each of these waits brings its stream along. */
    final WaitQueue<Void> waiting = new WaitQueue<>(guard) {
        @Override
        boolean attempt(WaitNode<Void> wait, TaskImpl<?> task) {
            if (((Changes<?>) Objects.requireNonNull(wait.brought())).seen == version) {
                return false;
            }
            wait.grant(null);
            return true;
        }

        @Override
        public String toString() {
            return "change of " + AsyncValue.this;
        }
    };

    /**
     * Creates a value.
     *
     * @param initial what it is at first
     */
    public AsyncValue(T initial) {
        value = initial;
    }

    /** {@return the value} */
    public T get() {
        guard.lock();
        try {
            return value;
        } finally {
            guard.unlock();
        }
    }

    /**
     * Changes the value. Runs no code of those who follow it.
     *
     * @param next the new value
     */
    public void set(T next) {
        WaitNode<?> woken;
        guard.lock();
        try {
            waiting.beforeWaking();
            woken = change(next);
        } finally {
            guard.unlock();
        }
        WaitNode.wakeAll(woken);
    }

    /**
     * Changes the value by a function of it, as one step: no change of another thread is lost.
     *
     * @param f makes the new value of the present one, on the calling thread. If another thread changes the value
     *     meanwhile, it is called again. What it throws is thrown, and the value stays
     * @return the new value
     */
    public T update(UnaryOperator<T> f) {
        while (true) {
            T before;
            long seen;
            guard.lock();
            try {
                before = value;
                seen = version;
            } finally {
                guard.unlock();
            }
            T next = f.apply(before);
            WaitNode<?> woken;
            guard.lock();
            try {
                if (version != seen) {
                    continue;
                }
                waiting.beforeWaking();
                woken = change(next);
            } finally {
                guard.unlock();
            }
            WaitNode.wakeAll(woken);
            return next;
        }
    }

    private @Nullable WaitNode<?> change(T next) {
        value = next;
        version++;
        return waiting.letAllGo();
    }

    /**
     * Returns a stream of the value: first what it is when the stream is asked for the first time, then what it is each time
     * that it has changed. Who is slow misses what was between: it gets the latest value. A value that equals the one given
     * before, by {@link Object#equals}, is left out. The stream does not end.
     *
     * @return the stream, for single use
     */
    @CheckReturnValue
    public AsyncStream<T> changes() {
        return new Changes<>(this);
    }

    /** Notes the version in the stream, and returns the value of that version. */
    T look(Changes<T> stream) {
        guard.lock();
        try {
            stream.seen = version;
            return value;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public String toString() {
        guard.lock();
        try {
            return "value: " + version + " changes, " + waiting.size() + " waiting";
        } finally {
            guard.unlock();
        }
    }
}
