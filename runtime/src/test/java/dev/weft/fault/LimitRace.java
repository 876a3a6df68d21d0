package dev.weft.fault;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Script;
import dev.weft.TimeLimit;
import dev.weft.Weft;
import dev.weft.sync.AsyncEvent;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One call of a hot method without a loop whose limit is over while something else happens to it on another thread. Loaded
 * with an instrumented runtime, as {@link CancelRace} is.
 */
public final class LimitRace implements BiFunction<Integer, Integer, @Nullable String> {
    /** What happens at the same time, and to what the call awaits. */
    public enum Kind {
        COMPLETES_ORDINARY,
        COMPLETES_FOREIGN,
        SETS_EVENT,
        CANCELS,
        OUTER_LIMIT_IS_OVER
    }

    private static final Duration LONG = Duration.ofDays(1);

    private final Kind kind;

    /** How many accesses the two threads have passed. */
    public final int[] passed = new int[2];

    /** For the reflective call. */
    public LimitRace(String kind) {
        this.kind = Kind.valueOf(kind);
    }

    private static final class Foreign extends CompletableFuture<Object> {}

    @Override
    public @Nullable String apply(Integer a, Integer b) {
        CompletableFuture<Object> gate = kind == Kind.COMPLETES_FOREIGN ? new Foreign() : new CompletableFuture<>();
        AsyncEvent event = new AsyncEvent();
        CompletableFuture<Object> behind = new CompletableFuture<>();
        TimeLimit[] limits = new TimeLimit[2];
        List<String> inside = new ArrayList<>();
        List<String> outside = new ArrayList<>();
        Object awaited = kind == Kind.SETS_EVENT ? (Coroutine<?>) event.whenSet() : gate;
        Coroutine<Object> inner =
                limited(limits, 1, Script.of("inner").await(awaited).caught(e -> {
                    inside.add(nameOf(e));
                    throw e;
                }));
        CompletableFuture<Object> call = Script.of("hot")
                .await(limited(limits, 0, inner))
                .then(v -> outside.add("value"))
                .caught(e -> outside.add(nameOf(e)))
                .await(behind)
                .then(v -> outside.add("end"))
                .caught(e -> outside.add(nameOf(e)))
                .hot();
        Runnable first = switch (kind) {
            case CANCELS -> () -> call.cancel(true);
            case OUTER_LIMIT_IS_OVER -> deadline(limits[0]);
            case SETS_EVENT -> event::set;
            default -> () -> gate.complete(1);
        };
        try {
            int[] both = Switches.run(first, deadline(limits[1]), a, b);
            passed[0] = both[0];
            passed[1] = both[1];
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        behind.complete(1);
        return wrong(inside, outside);
    }

    private @Nullable String wrong(List<String> inside, List<String> outside) {
        String seen = inside + " " + outside;
        boolean right = kind == Kind.CANCELS
                ? seen.equals("[cancelled] [cancelled, end]") || seen.equals("[cancelled] [timeout, cancelled]")
                : seen.equals("[cancelled] [timeout, end]")
                        || (kind != Kind.OUTER_LIMIT_IS_OVER && seen.equals("[] [value, end]"));
        return right ? null : seen;
    }

    private static String nameOf(Throwable e) {
        return e instanceof CancelledError ? "cancelled" : e instanceof TimeoutException ? "timeout" : e.toString();
    }

    private static Coroutine<Object> limited(TimeLimit[] limits, int number, Coroutine<Object> body) {
        try {
            return Weft.withTimeLimit(LONG, limit -> {
                limits[number] = limit;
                return body;
            });
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns what the timer has done when the time is up. */
    private static Runnable deadline(TimeLimit limit) {
        try {
            Field field = limit.getClass().getDeclaredField("withoutLoop");
            field.setAccessible(true);
            return (Runnable) field.get(limit);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
