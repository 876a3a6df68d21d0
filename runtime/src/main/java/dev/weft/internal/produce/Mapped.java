package dev.weft.internal.produce;

import dev.weft.AsyncFunction;
import dev.weft.abi.StreamFrame;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.LazyCoroutine;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the results of an async function, of which several calls run at once, each in a task of its own. One more task
 * asks the source for items; it does so only when a call may begin.
 */
abstract class Mapped<T, R> extends TaskStream<R> {
    private final StreamFrame<T> source;
    private final Calls calls;
    private final AsyncFunction<? super T, R> function;

    Mapped(
            StreamFrame<T> source,
            Calls calls,
            AsyncFunction<? super T, R> function,
            @Nullable Consumer<? super R> undelivered) {
        super(calls, List.of(source), undelivered);
        this.source = source;
        this.calls = calls;
        this.function = function;
    }

    @Override
    final void begin(Children starter) {
        starter.run(new Caller(), streamName());
    }

    /** Asks the source for items and begins the calls. */
    private final class Caller extends Pump {
        Caller() {
            super(Mapped.this, source);
        }

        @Override
        Object ahead() {
            return Store.ROOM;
        }

        @Override
        @Nullable
        Object made(@Nullable Object item) {
            T argument = Unchecked.value(item);
            TaskImpl<R> call = children()
                    .start(
                            new LazyCoroutine<>(() -> Objects.requireNonNull(
                                    function.apply(argument), "the function of mapAsync returned null")),
                            null);
            exchange.changed(() -> calls.begun(call));
            if (isEnding()) { // the source has given an item nevertheless: the function gets it, to clean up
                call.cancel("the stream was closed");
            }
            return null;
        }
    }

    /** Results as they come; the first failure cancels what runs. */
    static final class Unordered<T, R> extends Mapped<T, R> {
        Unordered(
                StreamFrame<T> source,
                int concurrency,
                AsyncFunction<? super T, R> function,
                @Nullable Consumer<? super R> undelivered) {
            super(source, new UnorderedCalls(concurrency), function, undelivered);
        }

        @Override
        String operation() {
            return "mapAsyncUnordered";
        }
    }

    /**
     * Results in the order of the items. A failure comes at its place: calls before it go on, those after it are cancelled,
     * and the source is closed. The failure of the source comes behind the results of all calls.
     */
    static final class Ordered<T, R> extends Mapped<T, R> {
        private final OrderedCalls calls;

        Ordered(
                StreamFrame<T> source,
                int concurrency,
                AsyncFunction<? super T, R> function,
                @Nullable Consumer<? super R> undelivered) {
            this(source, new OrderedCalls(concurrency), function, undelivered);
        }

        private Ordered(
                StreamFrame<T> source,
                OrderedCalls calls,
                AsyncFunction<? super T, R> function,
                @Nullable Consumer<? super R> undelivered) {
            super(source, calls, function, undelivered);
            this.calls = calls;
        }

        @Override
        void childFailed(TaskImpl<?> child) {
            List<TaskImpl<?>> unfinished = children().copy();
            List<TaskImpl<?>> useless = exchange.look(() -> calls.uselessAfter(child, unfinished));
            children().abort(useless);
        }

        @Override
        boolean comesBefore(TaskImpl<?> later, TaskImpl<?> first) {
            return exchange.look(() -> calls.comesBefore(later, first));
        }

        @Override
        String operation() {
            return "mapAsync";
        }
    }
}
