package dev.weft.it.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A breakpoint on a line stops the program once for each time that the line is executed, suspended in between or not. */
@Tag("jdk")
@Timeout(60)
class BreakpointTest {
    @Test
    void everyLineStopsOnceForEachExecution(@TempDir Path folder) throws Exception {
        Map<Integer, Integer> stops = new TreeMap<>();
        DebuggeeSource.executions().keySet().forEach(line -> stops.put(line, 0));
        try (var debuggee = Program.start(folder)) {
            var type = debuggee.type(DebuggeeSource.NAME);
            for (int line : stops.keySet()) {
                for (var place : type.locationsOfLine(line)) {
                    if (!isStub(place.method())) {
                        debuggee.breakpoint(place);
                    }
                }
            }
            for (var stop = debuggee.goOn(); stop != null; stop = debuggee.goOn()) {
                stops.merge(stop.location().lineNumber(), 1, Integer::sum);
            }
        }
        assertEquals(DebuggeeSource.executions(), stops);
    }

    /** A debugger sets its breakpoints at all places where a line begins, also where the coroutine is only made. */
    @Test
    void stubsHaveNoLines(@TempDir Path folder) throws Exception {
        try (var debuggee = Program.start(folder)) {
            for (var method : debuggee.type(DebuggeeSource.NAME).methods()) {
                if (isStub(method)) {
                    assertThrows(AbsentInformationException.class, method::allLineLocations, method::toString);
                }
            }
        }
    }

    private static boolean isStub(Method method) {
        return Set.of("dev.weft.Coroutine", "java.util.concurrent.CompletableFuture")
                .contains(method.returnTypeName());
    }
}
