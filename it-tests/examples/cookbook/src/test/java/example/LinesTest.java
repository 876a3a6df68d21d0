package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no sh")
class LinesTest {

    private static ProcessBuilder shell(String script) {
        return new ProcessBuilder("sh", "-c", script);
    }

    @Test
    void allLines() {
        assertEquals(
                List.of("a", "b", "c"),
                run(() -> Lines.of(shell("echo a; echo b; printf c")).toList()));
    }

    @Test
    void whatItSaidIsGivenBeforeItsFailure() {
        var lines = new ArrayList<String>();
        assertThrows(
                IOException.class,
                () -> run(() -> Lines.of(shell("echo a; exit 3")).forEach(lines::add)));
        assertEquals(List.of("a"), lines);
    }

    /** Gives the first line, which is the number of the process. */
    @Async
    private static Coroutine<String> first() throws IOException {
        for (var line : await(Lines.of(shell("echo $$; exec sleep 1000")))) {
            return result(line);
        }
        return result(null);
    }

    @Test
    void whoStopsReadingEndsTheProcess() {
        var process = ProcessHandle.of(Long.parseLong(run(() -> first())));
        assertTrue(process.isEmpty() || !process.get().isAlive());
    }
}
