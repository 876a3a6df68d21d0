package dev.weft.fault;

import dev.weft.CancelledError;
import dev.weft.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A stage that cannot be cancelled completes while one call gives up waiting for it and another one takes its wait over.
 * Loaded with an instrumented runtime, as {@link CancelRace} is.
 */
public final class TakenOverRace implements BiFunction<Integer, Integer, @Nullable String> {
    /** Which thread begins: the one that completes the stage has done so before its first access. */
    public enum Order {
        COMPLETES_FIRST,
        TAKES_OVER_FIRST
    }

    private final Order order;

    /** For the reflective call. */
    public TakenOverRace(String order) {
        this.order = Order.valueOf(order);
    }

    /** How many accesses the two threads have passed. */
    public final int[] passed = new int[2];

    private static final class Endless extends CompletableFuture<Object> {
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
        }
    }

    @Override
    public @Nullable String apply(Integer a, Integer b) {
        Endless stage = new Endless();
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        CompletableFuture<Object> call = waiting(stage, first);
        Runnable completes = () -> stage.complete("value");
        Runnable takesOver = () -> {
            call.cancel(true);
            waiting(stage, second);
        };
        try {
            int[] both = order == Order.COMPLETES_FIRST
                    ? Switches.run(completes, takesOver, a, b)
                    : Switches.run(takesOver, completes, a, b);
            passed[0] = both[0];
            passed[1] = both[1];
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        boolean right = (first.equals(List.of("value")) || first.equals(List.of("cancelled")))
                && second.equals(List.of("value"));
        return right ? null : first + " " + second;
    }

    private static CompletableFuture<Object> waiting(CompletableFuture<Object> stage, List<String> gets) {
        return Script.of("hot")
                .await(stage)
                .then(v -> gets.add(String.valueOf(v)))
                .caught(e -> gets.add(e instanceof CancelledError ? "cancelled" : e.toString()))
                .hot();
    }
}
