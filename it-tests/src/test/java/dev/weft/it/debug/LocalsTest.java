package dev.weft.it.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.Value;
import com.sun.jdi.event.LocatableEvent;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A debugger sees the variables of the source, by name and with their values, before a suspension and after it. */
@Tag("jdk")
@Timeout(60)
class LocalsTest {
    private static final Map<String, String> PRIMITIVES = Map.ofEntries(
            Map.entry("b", "byte 1"),
            Map.entry("s", "short 2"),
            Map.entry("c", "char c"),
            Map.entry("i", "int 4"),
            Map.entry("l", "long 5"),
            Map.entry("f", "float 6.0"),
            Map.entry("d", "double 7.0"),
            Map.entry("z", "boolean true"),
            Map.entry("b2", "byte -1"),
            Map.entry("s2", "short -2"),
            Map.entry("c2", "char d"),
            Map.entry("i2", "int -4"),
            Map.entry("l2", "long -5"),
            Map.entry("f2", "float -6.0"),
            Map.entry("d2", "double -7.0"),
            Map.entry("z2", "boolean false"));

    @Test
    void variablesOfAMethodThatRunsWithoutSuspending(@TempDir Path folder) throws Exception {
        var expected = new TreeMap<>(PRIMITIVES);
        expected.putAll(Map.of("text", "text", "array", "[8]", "list", "java.util.ArrayList", "none", "null"));
        expected.put("dead", "dead");
        assertVariables(folder, "suspends", expected);
    }

    /** Nothing reads {@code dead} after the await, so the frame does not keep it alive; numbers are kept, read or not. */
    @Test
    void variablesOfAResumedMethod(@TempDir Path folder) throws Exception {
        var expected = new TreeMap<>(PRIMITIVES);
        expected.putAll(Map.of("text", "text", "array", "[8]", "list", "java.util.ArrayList", "none", "null"));
        expected.put("dead", "null");
        assertVariables(folder, "resumed", expected);
    }

    @Test
    void variablesSetAfterResumption(@TempDir Path folder) throws Exception {
        var expected = new TreeMap<>(PRIMITIVES);
        expected.putAll(Map.of("text", "text", "array", "[9]", "list", "java.util.ArrayList", "none", "null"));
        expected.put("dead", "null");
        expected.put("after", "text[text]");
        assertVariables(folder, "later", expected);
    }

    private static void assertVariables(Path folder, String line, Map<String, String> expected) throws Exception {
        try (var debuggee = Program.start(folder)) {
            debuggee.breakpoint(debuggee.type(DebuggeeSource.NAME), DebuggeeSource.line(line));
            var frame = top(debuggee.goOn());
            assertEquals(expected, variables(frame));
            assertEquals("variables", frame.location().method().name());
            var self = frame.thisObject();
            assertEquals(DebuggeeSource.NAME, self.referenceType().name());
            assertEquals("me", show(self.getValue(self.referenceType().fieldByName("name"))));
        }
    }

    private static StackFrame top(LocatableEvent stop) throws Exception {
        return stop.thread().frame(0);
    }

    private static Map<String, String> variables(StackFrame frame) throws AbsentInformationException {
        var shown = new TreeMap<String, String>();
        frame.getValues(frame.visibleVariables()).forEach((variable, value) -> shown.put(variable.name(), show(value)));
        return shown;
    }

    private static String show(Value value) {
        if (value instanceof StringReference string) {
            return string.value();
        }
        if (value instanceof ArrayReference array) {
            return array.getValues().toString();
        }
        if (value instanceof ObjectReference object) {
            return object.referenceType().name();
        }
        return value == null ? "null" : value.type().name() + " " + value;
    }
}
