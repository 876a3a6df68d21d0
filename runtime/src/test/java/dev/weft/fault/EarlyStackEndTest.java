package dev.weft.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a JVM of its own: behind {@code EventLoop.preload()} an early end of the stack breaks no class for good. */
@Tag("jdk")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EarlyStackEndTest {
    @Test
    void noClassIsBroken() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        "target/test-classes" + File.pathSeparator + "target/classes",
                        EarlyStackEnd.class.getName(),
                        "preload")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("works", said);
    }
}
