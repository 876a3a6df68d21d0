package dev.weft;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An async method written as a list of steps: stands in for woven code, and does what woven code does at an await.
 *
 * <p>Each step but the last gives something to await; the result goes to the next. A failure goes to the next handler.
 */
final class Script<T> extends Frame<T> {
    interface Step {
        @Nullable
        Object apply(@Nullable Object previous) throws Throwable;
    }

    interface Handler {
        @Nullable
        Object apply(Throwable failure) throws Throwable;
    }

    private record Instruction(
            @Nullable Step step, @Nullable Handler handler, boolean awaits) {}

    private final String name;
    private final List<Instruction> code = new ArrayList<>();

    /** How often this activation has suspended. */
    int suspensions;

    private Script(String name) {
        this.name = name;
    }

    static <T> Script<T> of(String name) {
        return new Script<>(name);
    }

    /** Awaits what the step gives. */
    Script<T> await(Step step) {
        code.add(new Instruction(step, null, true));
        return this;
    }

    Script<T> await(Object source) {
        return await(previous -> source);
    }

    /** Runs plain code between awaits. */
    Script<T> then(Step step) {
        code.add(new Instruction(step, null, false));
        return this;
    }

    Script<T> log(List<? super String> events, String event) {
        return then(previous -> {
            events.add(event);
            return previous;
        });
    }

    /** Handles the failures of the steps before it; what it gives is the previous result of the next. */
    Script<T> caught(Handler handler) {
        code.add(new Instruction(null, handler, false));
        return this;
    }

    /** The same, and awaits what the handler gives. */
    Script<T> caughtAwaiting(Handler handler) {
        code.add(new Instruction(null, handler, true));
        return this;
    }

    Script<T> give(@Nullable Object value) {
        return then(previous -> value);
    }

    /** Calls it as a hot method. */
    @SuppressWarnings("unchecked")
    CompletableFuture<T> hot() {
        Task<?> task = Suspension.hot();
        try {
            return (CompletableFuture<T>) Suspension.hotReturned(start(task), task);
        } catch (Throwable failure) {
            return (CompletableFuture<T>) Suspension.hotFailed(failure, task);
        }
    }

    @Override
    protected @Nullable Object resume(Task<?> task) throws Throwable {
        int at = 0;
        Object previous = null;
        Throwable failure = null;
        if (state > 0) {
            at = state;
            try {
                previous = Suspension.resumed(task);
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }
        for (; at < code.size(); at++) {
            Instruction instruction = code.get(at);
            if ((instruction.handler() != null) != (failure != null)) {
                continue;
            }
            try {
                Object given;
                if (failure != null) {
                    Throwable handled = failure;
                    failure = null;
                    given = instruction.handler().apply(handled);
                } else {
                    given = instruction.step().apply(previous);
                }
                previous = instruction.awaits() ? awaitAny(given, task) : given;
            } catch (Throwable thrown) {
                failure = thrown;
            }
            if (previous == SUSPENDED) {
                suspensions++;
                state = at + 1;
                Suspension.suspend(this, task);
                return SUSPENDED;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return previous;
    }

    static @Nullable Object awaitAny(@Nullable Object source, Task<?> task) throws Throwable {
        return source instanceof CompletionStage<?> stage
                ? Suspension.await(stage, task)
                : Suspension.await((Awaitable<?>) source, task);
    }

    @Override
    protected StackTraceElement position() {
        return new StackTraceElement("Script", name, "Script.java", state);
    }

    @Override
    public String toString() {
        return name;
    }
}
