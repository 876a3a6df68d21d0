package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Null where something is to be awaited: refused at the call, which says so. */
@SuppressWarnings("NullAway")
class NullArgumentsTest extends LoopFixture {
    private static final String MESSAGE = "cannot await null";

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(NullPointerException.class, call).getMessage());
    }

    @Test
    void amongWhatIsAwaitedTogether() {
        List<Awaitable<Void>> withNull = Arrays.asList(Weft.done(), null);
        refused(MESSAGE, () -> Weft.gather(withNull));
        refused(MESSAGE, () -> Weft.gather(Weft.done(), null));
        refused(MESSAGE, () -> Weft.waitAll(withNull));
        refused(MESSAGE, () -> Weft.waitFirst(withNull));
        refused(MESSAGE, () -> Weft.waitFirstFailure(withNull, Duration.ZERO));
    }

    @Test
    void amongWhatIsAwaitedInTurn() {
        List<Awaitable<Void>> withNull = Arrays.asList(Weft.done(), null);
        Script<Object> main = script("main").then(previous -> {
            refused(MESSAGE, () -> Weft.asCompleted(withNull).iterator());
            return null;
        });
        run(loop.start(main.give("ended")));
    }

    @Test
    void alone() {
        refused(MESSAGE, () -> Weft.shield(null));
        refused(MESSAGE, () -> Weft.withTimeout(Duration.ZERO, (Awaitable<Object>) null));
        refused(MESSAGE, () -> Weft.awaitable(null));
        refused(MESSAGE, () -> Weft.withTimeout(Duration.ZERO, (CompletionStage<Object>) null));
        refused("limit", () -> Weft.withTimeout(null, Weft.done()));
        refused("work", () -> Weft.blocking(null));
    }
}
