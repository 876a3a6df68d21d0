package dev.weft.fault;

import dev.weft.Awaiter;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Script;
import dev.weft.sync.AsyncEvent;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One call of a hot method without a loop that is cancelled while what it awaits completes. Loaded with an instrumented
 * runtime, so it is used through JDK types only: called with the places to switch at, it gives what is wrong, or null.
 */
public final class CancelRace implements BiFunction<Integer, Integer, @Nullable String> {
    /** What the call awaits: what its future keeps without a task, and what it needs a task for. */
    public enum Source {
        ORDINARY,
        FOREIGN,
        AWAITER,
        EVENT,
        ORDINARY_THEN_FOREIGN
    }

    private final Source source;

    /** How many accesses the completing thread and the cancelling thread have passed. */
    public final int[] passed = new int[2];

    /** For the reflective call. */
    public CancelRace(String source) {
        this.source = Source.valueOf(source);
    }

    private static final class Foreign extends CompletableFuture<Object> {}

    private static final class Callback implements Awaiter<Object> {
        private @Nullable Runnable wake;

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public Object result() {
            return "value";
        }

        @Override
        public void onReady(Runnable given) {
            wake = given;
        }
    }

    @Override
    public @Nullable String apply(Integer a, Integer b) {
        CompletableFuture<Object> gate = source == Source.FOREIGN ? new Foreign() : new CompletableFuture<>();
        CompletableFuture<Object> second =
                source == Source.ORDINARY_THEN_FOREIGN ? new Foreign() : new CompletableFuture<>();
        AsyncEvent event = new AsyncEvent();
        Callback callback = new Callback();
        CompletableFuture<Object> cleaned = new Foreign();
        int[] errors = new int[1];
        boolean[] ended = new boolean[1];
        Object awaited =
                source == Source.EVENT ? (Coroutine<?>) event.whenSet() : source == Source.AWAITER ? callback : gate;
        CompletableFuture<Object> call = Script.of("hot")
                .await(awaited)
                .await(second)
                .caughtAwaiting(e -> {
                    errors[0] += e instanceof CancelledError ? 1 : 0;
                    return cleaned;
                })
                .caught(e -> {
                    errors[0] += e instanceof CancelledError ? 1 : 0;
                    return null;
                })
                .then(v -> ended[0] = true)
                .hot();
        Runnable completes = source == Source.EVENT
                ? event::set
                : source == Source.AWAITER ? () -> callback.wake.run() : () -> gate.complete(1);
        try {
            int[] both = Switches.run(completes, () -> call.cancel(true), a, b);
            passed[0] = both[0];
            passed[1] = both[1];
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (errors[0] != 1) {
            return errors[0] + " errors by one cancel";
        }
        cleaned.complete(1);
        return errors[0] != 1
                ? errors[0] + " errors by one cancel, in the end"
                : ended[0] ? null : "the call never ends";
    }
}
