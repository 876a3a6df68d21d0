package dev.weft;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.abi.hot.HotCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An async method written as a list of steps: stands in for woven code, and does what woven code does at an await.
 *
 * <p>Each step but the last gives something to await; the result goes to the next. A failure goes to the next handler.
 */
public final class Script<T> extends Frame<T> {
    /** Makes something of the previous result. */
    public interface Step {
        @Nullable
        Object apply(@Nullable Object previous) throws Throwable;
    }

    /** Makes something of a failure. */
    public interface Handler {
        @Nullable
        Object apply(Throwable failure) throws Throwable;
    }

    private record Instruction(
            @Nullable Step step, @Nullable Handler handler, boolean awaits) {}

    private final String name;
    private final List<Instruction> code = new ArrayList<>();
    private Predicate<Throwable> ignored = failure -> false;

    /** How often this activation has suspended. */
    public int suspensions;

    private Script(String name) {
        this.name = name;
    }

    public static <T> Script<T> of(String name) {
        return new Script<>(name);
    }

    /** Awaits what the step gives. */
    public Script<T> await(Step step) {
        code.add(new Instruction(step, null, true));
        return this;
    }

    public Script<T> await(Object source) {
        return await(previous -> source);
    }

    /** Runs plain code between awaits. */
    public Script<T> then(Step step) {
        code.add(new Instruction(step, null, false));
        return this;
    }

    public Script<T> log(List<? super String> events, String event) {
        return then(previous -> {
            events.add(event);
            return previous;
        });
    }

    /** Handles the failures of the steps before it; what it gives is the previous result of the next. */
    public Script<T> caught(Handler handler) {
        code.add(new Instruction(null, handler, false));
        return this;
    }

    /** The same, and awaits what the handler gives. */
    public Script<T> caughtAwaiting(Handler handler) {
        code.add(new Instruction(null, handler, true));
        return this;
    }

    /** Says which failures its handlers do not look at. */
    public Script<T> ignoring(Predicate<Throwable> failures) {
        ignored = failures;
        return this;
    }

    public Script<T> give(@Nullable Object value) {
        return then(previous -> value);
    }

    /** Calls it as a hot method. */
    @SuppressWarnings("unchecked")
    public CompletableFuture<T> hot() {
        FrameDriver driver = HotCall.begin();
        try {
            return (CompletableFuture<T>) HotCall.returned(start(driver), driver);
        } catch (Throwable failure) {
            return (CompletableFuture<T>) HotCall.failed(failure, driver);
        }
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        int at = 0;
        Object previous = null;
        Throwable failure = null;
        if (state > 0) {
            at = state;
            try {
                previous = Suspension.resumed(driver);
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
                previous = instruction.awaits() ? awaitAny(given, driver) : given;
            } catch (Throwable thrown) {
                failure = thrown;
            }
            if (previous == SUSPENDED) {
                suspensions++;
                state = at + 1;
                Suspension.suspend(this, driver);
                return SUSPENDED;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return previous;
    }

    public static @Nullable Object awaitAny(@Nullable Object source, FrameDriver driver) throws Throwable {
        return source instanceof CompletionStage<?> stage
                ? Suspension.await(stage, driver)
                : Suspension.await((Awaitable<?>) source, driver);
    }

    @Override
    protected boolean ignores(Throwable failure) {
        return ignored.test(failure);
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
