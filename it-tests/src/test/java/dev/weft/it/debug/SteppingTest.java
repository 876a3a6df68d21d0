package dev.weft.it.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.StackFrame;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.request.StepRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stepping with JDI alone. Over an await that does not suspend it works as ever. An await that suspends leaves the method,
 * for a debugger too: a step over it ends where the method returns to. A breakpoint on the next line, or "run to cursor",
 * stops there when the await is over.
 */
@Tag("jdk")
@Timeout(60)
class SteppingTest {
    /** What an IDE does not step into. */
    private static final String[] EXCLUDED = {"dev.weft.*", "java.*", "jdk.*", "sun.*"};

    @Test
    void overReadyAwaitsToTheNextLine(@TempDir Path folder) throws Exception {
        try (var debuggee = Program.start(folder)) {
            var stop = stopAt(debuggee, "ready");
            for (var line : List.of("nested", "late")) {
                stop = debuggee.step(stop, StepRequest.STEP_OVER, EXCLUDED);
                assertAt(line, stop);
            }
        }
    }

    @Test
    void overSuspendingAwaitToABreakpointOnTheNextLine(@TempDir Path folder) throws Exception {
        try (var debuggee = Program.start(folder)) {
            stopAt(debuggee, "late");
            debuggee.breakpoint(debuggee.type(DebuggeeSource.NAME), DebuggeeSource.line("last"));
            var stop = debuggee.goOn();
            assertAt("last", stop);
            assertEquals("steps", stop.location().method().name());
            stop = debuggee.step(stop, StepRequest.STEP_OVER, EXCLUDED);
            assertAt("end", stop);
            assertNull(debuggee.goOn(), "stopped twice");
        }
    }

    /** The steps of JDI: out of the suspended method, through generated code without lines, to the lines that await it. */
    @Test
    void overSuspendingAwaitEndsInWhatTheMethodReturnsTo(@TempDir Path folder) throws Exception {
        assertEquals(List.of("steps$weft", "resume", "all"), stepsOverSuspendingAwait(folder, EXCLUDED));
    }

    @Test
    void frameClassesCanBeExcluded(@TempDir Path folder) throws Exception {
        var excluded = Stream.concat(Stream.of(EXCLUDED), Stream.of("*$Frame")).toArray(String[]::new);
        assertEquals(List.of("steps$weft", "all"), stepsOverSuspendingAwait(folder, excluded));
    }

    /** The methods that the steps end in, up to one with lines. */
    private static List<String> stepsOverSuspendingAwait(Path folder, String... excluded) throws Exception {
        try (var debuggee = Program.start(folder)) {
            var stop = stopAt(debuggee, "late");
            List<String> methods = new ArrayList<>();
            do {
                stop = debuggee.step(stop, StepRequest.STEP_OVER, excluded);
                assertTrue(stop != null, "the program ended");
                methods.add(stop.location().method().name());
            } while (stop.location().lineNumber() < 0);
            return methods;
        }
    }

    @Test
    void intoTheBodyOfAnAwaitedMethod(@TempDir Path folder) throws Exception {
        try (var debuggee = Program.start(folder)) {
            var stop = stopAt(debuggee, "ready");
            stop = debuggee.step(stop, StepRequest.STEP_INTO, EXCLUDED);
            assertAt("body", stop);
            assertEquals(List.of("ready2", "steps", "all", "main"), linesOfProgram(stop));
        }
    }

    @Test
    void stackOfAResumedMethod(@TempDir Path folder) throws Exception {
        try (var debuggee = Program.start(folder)) {
            assertEquals(List.of("steps", "main"), linesOfProgram(stopAt(debuggee, "last")));
        }
    }

    /** The methods on the stack that have lines, of the program itself. */
    private static List<String> linesOfProgram(LocatableEvent stop) throws IncompatibleThreadStateException {
        return stop.thread().frames().stream()
                .map(StackFrame::location)
                .filter(l -> l.declaringType().name().startsWith(DebuggeeSource.NAME) && l.lineNumber() > 0)
                .map(l -> l.method().name())
                .toList();
    }

    private static LocatableEvent stopAt(Debuggee debuggee, String line) throws Exception {
        debuggee.breakpoint(debuggee.type(DebuggeeSource.NAME), DebuggeeSource.line(line));
        var stop = debuggee.goOn();
        debuggee.clearBreakpoints();
        return stop;
    }

    private static void assertAt(String line, LocatableEvent stop) {
        assertEquals(DebuggeeSource.line(line), stop.location().lineNumber(), () -> line + ": " + stop);
    }
}
