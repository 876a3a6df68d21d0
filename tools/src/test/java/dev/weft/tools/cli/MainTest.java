package dev.weft.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "top", "ps x", "ps --tasks 0", "pstree --nonsense"})
    void wrongUseIsExplained(String arguments) {
        assertEquals(Main.USAGE, run(arguments.isEmpty() ? new String[0] : arguments.split(" ")));
        assertTrue(err.toString().lines().anyMatch(line -> line.startsWith("usage: ")), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void aProcessThatIsNotThereIsNamed() {
        assertEquals(Main.NOTHING_TO_SEE, run("ps", "2147483647"));
        assertEquals("weft: there is no process 2147483647", err.toString().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void noTasksAtAllAreNotShown(String number) {
        assertEquals(Main.USAGE, run("ps", "--tasks", number, "1"));
        assertEquals(
                "--tasks is a number from 1 on", err.toString().lines().toList().get(0));
    }

    @Test
    void helpNamesTheCommands() {
        assertEquals(Main.DONE, run("--help"));
        assertTrue(out.toString().contains("ps") && out.toString().contains("pstree"), out::toString);
    }
}
