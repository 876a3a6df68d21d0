package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The trace of a failure is left as it is if the next handler does not look at it, and only then. */
class IgnoredFailuresTest extends LoopFixture {

    /** Counts who looks at its trace or changes it. */
    private static final class Watched extends IOException {
        private static final long serialVersionUID = 1;
        private int looks;

        @Override
        public StackTraceElement[] getStackTrace() {
            looks++;
            return super.getStackTrace();
        }

        @Override
        public void setStackTrace(StackTraceElement[] trace) {
            looks++;
            super.setStackTrace(trace);
        }

        List<String> awaiting() {
            return Arrays.stream(super.getStackTrace())
                    .filter(e -> e.getClassName().equals("Script"))
                    .map(StackTraceElement::getMethodName)
                    .toList();
        }
    }

    private final Watched failure = new Watched();

    private Script<Object> failing() {
        return script("failing").await(Weft.yieldNow()).then(v -> {
            throw failure;
        });
    }

    @Test
    void nobodyLooksAtTheTrace() {
        assertEquals(
                "handled",
                run(script("main").await(failing()).ignoring(thrown -> true).caught(e -> "handled")));
        assertEquals(0, failure.looks);
    }

    @Test
    void theFrameIsAskedForThisFailure() {
        Watched[] asked = new Watched[1];
        run(script("main")
                .await(failing())
                .ignoring(thrown -> {
                    asked[0] = (Watched) thrown;
                    return false;
                })
                .caught(e -> "handled"));
        assertSame(failure, asked[0]);
        assertEquals(List.of("main"), failure.awaiting());
    }

    @Test
    void onlyTheNextHandlerIsAsked() {
        Script<Object> inner = script("inner").await(failing()).caught(e -> {
            throw (Watched) e;
        });
        run(script("main").await(inner).ignoring(thrown -> true).caught(e -> "handled"));
        assertEquals(List.of("inner", "main"), failure.awaiting());
    }

    /** An object that the handler has from elsewhere. */
    @Test
    void whatTheHandlerThrowsIsLookedAtAlthoughItIsTheSame() {
        Script<Object> inner = script("inner")
                .await(failing())
                .ignoring(thrown -> true)
                .caught(e -> {
                    throw failure;
                });
        Script<Object> outer = script("outer").await(inner);
        assertSame(failure, assertThrows(Watched.class, () -> run(script("main").await(outer))));
        assertEquals(List.of("outer", "main"), failure.awaiting());
    }

    @Test
    void theSecondFailureIsJudgedAnew() {
        AtomicInteger asked = new AtomicInteger();
        Script<Object> main = script("main")
                .await(failing())
                .ignoring(thrown -> asked.getAndIncrement() == 0)
                .caughtAwaiting(e -> failing());
        assertSame(
                failure,
                assertThrows(Watched.class, () -> run(script("outermost").await(main))));
        assertEquals(List.of("main", "outermost"), failure.awaiting());
    }

    /** As if the type of a handler were missing. */
    @Test
    void aFrameThatCannotSayIsTakenForOneThatLooks() {
        Script<Object> main = script("main").await(failing()).ignoring(thrown -> {
            throw new NoClassDefFoundError("Missing");
        });
        assertEquals("handled", run(main.caught(e -> e == failure ? "handled" : e)));
        assertEquals(List.of("main"), failure.awaiting());
    }

    /** Others may look at it. */
    @Test
    void theFailureOfAnotherTaskIsComplete() {
        Task<Object> child = loop.start(script("child").await(failing()));
        run(script("main").await(child).ignoring(thrown -> true).caught(e -> "handled"));
        assertEquals(List.of("child", "main"), failure.awaiting());
    }

    @Test
    void withoutAHandlerTheTraceIsComplete() {
        assertThrows(Watched.class, () -> run(script("main").await(failing()).ignoring(thrown -> true)));
        assertTrue(failure.looks > 0);
    }
}
