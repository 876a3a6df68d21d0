package dev.weft.compiler.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text under review: what is generated must equal, to the character, a file beside the test.
 *
 * <p>{@code -Dweft.snapshots.update=true} writes the files anew; their difference is then for the reviewer to read.
 */
public final class Snapshot {

    private static final String UPDATE = "weft.snapshots.update";

    private Snapshot() {}

    public static void matches(Class<?> test, String name, String actual) throws IOException {
        var folder = test.getPackageName().replace('.', '/') + "/snapshots/";
        var resource = folder + name + ".txt";
        if (Boolean.getBoolean(UPDATE)) {
            var file = Path.of(System.getProperty("basedir", ""), "src/test/resources", resource);
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
            return;
        }
        try (var in = test.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("no snapshot " + resource + "; -D" + UPDATE + "=true writes it");
            }
            var expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(expected.replace("\r\n", "\n"), actual, "-D" + UPDATE + "=true writes " + resource + " anew");
        }
    }
}
