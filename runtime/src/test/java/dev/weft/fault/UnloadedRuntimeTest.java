package dev.weft.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;

/**
 * A program and its runtime in a class loader of their own are unloaded, though the threads that have run them live on, and
 * though Flight Recorder records. In a JVM of its own: the runtime of the tests is never unloaded.
 */
@Tag("jdk")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class UnloadedRuntimeTest {
    @ParameterizedTest
    @ValueSource(strings = {"plain", "recorded"})
    void nothingKeepsTheirClassLoader(String how) throws Exception {
        String path = String.join(
                File.pathSeparator,
                "target/test-classes",
                "target/classes",
                Path.of(ClassReader.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString());
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        UnloadedRuntime.class.getName(),
                        how)
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("[1, 2] [1, 2] collected", said);
    }
}
