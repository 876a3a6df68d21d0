package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.ContextLocal;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.BindingScope;
import dev.weft.internal.task.TaskImpl;
import org.jspecify.annotations.Nullable;

/** The items of a stream whose code runs with a binding. The consumer's code runs without it. */
final class Where<T, R> extends Operator<R> {
    private static final int ASKING = OWN;

    private final ContextLocal<T> variable;
    private final T value;
    private final BindingScope scope;
    private final StreamFrame<R> source;

    Where(ContextLocal<T> variable, T value, AsyncStream<R> stream) {
        this.variable = variable;
        this.value = value;
        scope = new BindingScope(variable, value);
        source = ((StreamFrame<R>) stream).use();
    }

    @Override
    protected @Nullable Object advance(FrameDriver driver) throws Throwable {
        if (state == ASKING) {
            scope.resumed((TaskImpl<?>) driver);
        }
        return super.advance(driver);
    }

    @Override
    @Nullable
    Object step(int at, @Nullable Object outcome, FrameDriver driver) throws Throwable {
        Object given = at == ASKING ? outcome : ask(driver);
        if (given == SUSPENDED) {
            return SUSPENDED;
        }
        return given == Boolean.TRUE ? give(source.item()) : false;
    }

    private @Nullable Object ask(FrameDriver driver) throws Throwable {
        TaskImpl<?> task = (TaskImpl<?>) driver;
        scope.enter(task);
        boolean suspended = false;
        try {
            Object given = source.pull(driver, Suspension.depth(driver));
            if (given == SUSPENDED) {
                suspended = true;
                suspended(ASKING, driver);
            }
            return given;
        } finally {
            scope.exit(task, suspended);
        }
    }

    @Override
    @Nullable
    Object closeSources(FrameDriver driver, int depth) throws Throwable {
        return Suspension.await(variable.where(value, source.closeAsync()), driver, depth);
    }

    @Override
    public String streamName() {
        return source.streamName();
    }
}
