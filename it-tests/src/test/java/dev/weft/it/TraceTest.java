package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stack traces show the methods that await, each once, with the lines of their awaits. */
@Tag("jdk")
@Timeout(60)
class TraceTest {
    private final List<Integer> lines = new ArrayList<>();

    /** Notes the line of its caller and returns the argument. */
    private <T> T here(T value) {
        lines.add(StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber()));
        return value;
    }

    @Async
    private Coroutine<Integer> outer(boolean suspend) {
        int x = 1;
        x += await(middle(here(suspend)));
        return result(x);
    }

    @Async
    private Coroutine<Integer> middle(boolean suspend) {
        try {
            return result(await(inner(here(suspend))));
        } finally {
            lines.add(0);
        }
    }

    @Async
    private Coroutine<Integer> inner(boolean suspend) {
        if (suspend) {
            await(yieldNow());
        }
        throw here(new Failure("inner"));
    }

    private static List<StackTraceElement> ofThisTest(Throwable t) {
        return Arrays.stream(t.getStackTrace())
                .filter(e -> List.of("inner", "middle", "outer").contains(e.getMethodName()))
                .toList();
    }

    private void assertTrace(boolean suspend) {
        var failure = assertThrows(Failure.class, () -> Program.run(() -> outer(suspend)));
        var trace = ofThisTest(failure);
        var names = trace.stream().map(StackTraceElement::getMethodName).toList();
        assertEquals(List.of("inner", "middle", "outer"), names, () -> Arrays.toString(failure.getStackTrace()));
        var actual = trace.stream().map(StackTraceElement::getLineNumber).toList();
        assertEquals(List.of(lines.get(2), lines.get(1), lines.get(0)), actual);
        var files =
                trace.stream().map(StackTraceElement::getFileName).distinct().toList();
        assertEquals(List.of("TraceTest.java"), files);
        var classes =
                trace.stream().map(StackTraceElement::getClassName).distinct().toList();
        assertEquals(List.of(TraceTest.class.getName()), classes);
    }

    @Test
    void ofAReadyChain() {
        assertTrace(false);
    }

    @Test
    void ofASuspendedChain() {
        assertTrace(true);
    }

    @Test
    void nothingOfTheRuntimeIsInTheTraceOfASuspendedChain() {
        var failure = assertThrows(Failure.class, () -> Program.run(() -> outer(true)));
        assertEquals(
                List.of(),
                Arrays.stream(failure.getStackTrace())
                        .filter(e -> e.getClassName().startsWith("dev.weft.internal.")
                                || e.getClassName().startsWith("dev.weft.abi.")
                                || e.getMethodName().endsWith("$weft"))
                        .toList());
    }

    @Async
    private Coroutine<Integer> waits(Program program) {
        int x = await(waitsToo(here(program)));
        return result(x);
    }

    @Async
    private Coroutine<Integer> waitsToo(Program program) {
        await(here(program).gate());
        return result(1);
    }

    @Test
    void ofASuspendedTask() {
        try (var program = new Program()) {
            var trace = program.started(waits(program)).awaitTrace();
            assertEquals(
                    List.of("waitsToo:" + lines.get(1), "waits:" + lines.get(0)),
                    Arrays.stream(trace)
                            .map(e -> e.getMethodName() + ":" + e.getLineNumber())
                            .toList());
        }
    }
}
