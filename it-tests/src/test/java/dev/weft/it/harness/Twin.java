package dev.weft.it.harness;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.ports.VirtualTime;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The blocking meaning of what targets call: their class files are changed to call these methods in place of those of
 * {@link Weft}. The outcome of what a twin makes itself is looked up; the library's own coroutines are run to their end.
 */
public final class Twin {
    private static final ThreadLocal<Map<Object, Done>> KNOWN = ThreadLocal.withInitial(IdentityHashMap::new);

    private Twin() {}

    private record Done(Object value, Throwable failure) {}

    static void forget() {
        KNOWN.get().clear();
    }

    static <A> A known(A awaitable, Object value, Throwable failure) {
        KNOWN.get().put(awaitable, new Done(value, failure));
        return awaitable;
    }

    public static <T> Coroutine<T> result(T value) {
        return known(Weft.result(value), value, null);
    }

    public static Coroutine<Void> done() {
        return known(Weft.done(), null, null);
    }

    public static <T> Coroutine<T> failed(Throwable failure) {
        return known(Weft.failed(failure), null, failure);
    }

    public static Object await(Coroutine<?> c) {
        return await((Awaitable<?>) c);
    }

    public static Object await(Awaitable<?> a) {
        Objects.requireNonNull(a);
        var known = a instanceof Coroutine ? KNOWN.get().remove(a) : KNOWN.get().get(a);
        return known == null ? run(a) : outcome(known.value, known.failure);
    }

    public static Object await(CompletionStage<?> stage) {
        var future = Objects.requireNonNull(stage).toCompletableFuture();
        if (!future.isDone()) {
            throw new IllegalStateException("a twin cannot wait for " + stage);
        }
        var done = future.handle((value, failure) -> new Done(value, unwrapped(failure)))
                .join();
        return outcome(done.value, done.failure);
    }

    public static Object await(Awaitable<?> a, Class<?> thrown) {
        return await(a);
    }

    public static Object await(CompletionStage<?> stage, Class<?> thrown) {
        return await(stage);
    }

    private static Object run(Awaitable<?> a) {
        var time = new VirtualTime();
        try (var loop = EventLoop.create(time, time)) {
            return loop.runUntilComplete(a);
        }
    }

    private static Object outcome(Object value, Throwable failure) {
        if (failure != null) {
            throw Endings.<RuntimeException>sneaky(failure);
        }
        return value;
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
