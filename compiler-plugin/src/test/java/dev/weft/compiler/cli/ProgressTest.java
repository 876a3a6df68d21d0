package dev.weft.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final StringWriter terminal = new StringWriter();
    private long now;

    @Test
    void aLongRunShowsItselfNowAndThen() {
        try (var progress = progress()) {
            for (int millis = 0; millis < 1300; millis += 100) {
                now = millis * 1_000_000L;
                progress.accept("A.class");
            }
        }
        var wiped = "\r" + " ".repeat("weft: 13 class files…".length()) + "\r";
        assertEquals("\rweft: 11 class files…\rweft: 13 class files…" + wiped, terminal.toString());
    }

    @Test
    void aShortOneDoesNot() {
        try (var progress = progress()) {
            progress.accept("A.class");
        }
        assertEquals("", terminal.toString());
    }

    private Progress progress() {
        return new Progress(new PrintWriter(terminal), () -> now);
    }
}
