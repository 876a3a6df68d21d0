package dev.weft.internal.wait;

import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.TaskImpl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies a function to all items, at most so many at once: that many tasks, each of which takes the next item until none
 * is left. The tasks are gathered, so the first failure cancels the others.
 *
 * <p>Owned by the loop's thread.
 */
public final class BoundedGather<A, R> extends Frame<List<R>> {
    private final List<A> items;
    private final int limit;
    private final AsyncFunction<? super A, ? extends R> function;
    private final @Nullable Object[] results;
    private int next;

    /** Whether no more item is to be begun. */
    private boolean stopped;

    private BoundedGather(Collection<? extends A> items, int limit, AsyncFunction<? super A, ? extends R> function) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit must be positive: " + limit);
        }
        this.items = new ArrayList<>(items);
        this.limit = limit;
        this.function = Objects.requireNonNull(function, "function");
        results = new Object[this.items.size()];
    }

    /**
     * Returns a wait that has not begun.
     *
     * @param items the items
     * @param limit how many to work on at once
     * @param function is called for each
     * @throws IllegalArgumentException if the limit is not positive
     */
    public static <A, R> Coroutine<List<R>> of(
            Collection<? extends A> items, int limit, AsyncFunction<? super A, ? extends R> function) {
        return new BoundedGather<A, R>(items, limit, function);
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        if (state > 0) {
            Suspension.resumed(driver);
            return list();
        }
        List<Coroutine<Void>> workers = new ArrayList<>();
        for (int i = Math.min(limit, items.size()); i > 0; i--) {
            workers.add(new Worker());
        }
        Gather<Void> all = new Gather<>(workers) {
            @Override
            void ending() {
                stopped = true;
            }
        };
        if (Suspension.await(all, driver) == SUSPENDED) {
            state = 1;
            Suspension.suspend(this, driver);
            return SUSPENDED;
        }
        return list();
    }

    @SuppressWarnings("unchecked") // results of the function
    private List<R> list() {
        return (List<R>) Collections.unmodifiableList(Arrays.asList(results));
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null; // that of the gather is there already
    }

    @Override
    public String toString() {
        return "gather of " + results.length + ", " + limit + " at once";
    }

    private final class Worker extends Frame<Void> {
        private int index;

        @Override
        protected @Nullable Object resume(FrameDriver driver) throws Throwable {
            try {
                return work(driver);
            } catch (Throwable failure) {
                stopped = true;
                throw failure;
            }
        }

        private @Nullable Object work(FrameDriver driver) throws Throwable {
            if (state > 0) {
                results[index] = Suspension.resumed(driver);
            }
            while (!stopped && next < items.size()) {
                index = next++;
                A item = Unchecked.value(items.get(index));
                Object given = Suspension.await(new LazyCoroutine<R>(() -> apply(item)), driver);
                if (given != SUSPENDED) {
                    given = ((TaskImpl<?>) driver).ready(given);
                }
                if (given == SUSPENDED) {
                    state = 1;
                    Suspension.suspend(this, driver);
                    return SUSPENDED;
                }
                results[index] = given;
            }
            return null;
        }

        @SuppressWarnings("unchecked") // a coroutine only gives its result
        private Coroutine<R> apply(A item) throws Exception {
            return (Coroutine<R>) function.apply(item);
        }

        @Override
        protected StackTraceElement position() {
            return new StackTraceElement("dev.weft.Weft", "gather", "Weft.java", -1);
        }

        @Override
        public String toString() {
            return "item " + index + " of gather";
        }
    }
}
