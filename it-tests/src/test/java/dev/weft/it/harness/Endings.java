package dev.weft.it.harness;

import dev.weft.CancelledError;
import dev.weft.it.Bug;
import dev.weft.it.Failure;
import dev.weft.it.Step;
import java.io.IOException;
import java.util.function.Supplier;

/** How the steps of one run end; remembers the exception it made, so that its identity can be asked for. */
final class Endings {
    private final Script script;
    private final boolean hot;
    private Throwable made;

    /** @param hot whether the task is a future, which is cancelled without a reason */
    Endings(Script script, boolean hot) {
        this.script = script;
        this.hot = hot;
    }

    boolean fails(Step<?> step) {
        return script.isInTrouble(step);
    }

    /** The step's value; or throws, checked exceptions too. */
    <T> T end(Step<T> step) {
        if (fails(step)) {
            throw Endings.<RuntimeException>sneaky(failure(step));
        }
        return step.value();
    }

    <T> Supplier<T> ending(Step<T> step) {
        return () -> end(step);
    }

    Throwable failure(Step<?> step) {
        made = switch (script.trouble()) {
            case UNCHECKED -> new Failure("failed " + step);
            case CHECKED -> new IOException("failed " + step);
            case ERROR -> new Bug("failed " + step);
            case CANCELLED -> new CancelledError(reason(step));
            case NONE -> throw new IllegalStateException("no trouble at " + step);
        };
        return made;
    }

    String reason(Step<?> step) {
        return hot ? null : "cancelled at " + step;
    }

    boolean made(Throwable t) {
        return t == made;
    }

    @SuppressWarnings("unchecked")
    static <X extends Throwable> X sneaky(Throwable t) throws X {
        throw (X) t;
    }
}
