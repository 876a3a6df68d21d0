package dev.weft.compiler.testkit;

import dev.weft.compiler.WeaveReport;
import dev.weft.compiler.Weaver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Weaves with the library, in a directory that exists only for that. */
public final class Weaving {

    private Weaving() {}

    /** Compiles and weaves. */
    public static Classes weave(String source, String... options) {
        return weave(Javac.compile(source, options));
    }

    /** The woven classes with what was generated for them; fails if there are findings. */
    public static Classes weave(Classes classes) {
        return weave(classes, builder());
    }

    /** The same, where calls between the classes enter the called method directly. */
    public static Classes weaveDirectly(Classes classes) {
        return weave(classes, builder().directCalls(true));
    }

    private static Classes weave(Classes classes, Weaver.Builder weaver) {
        try {
            var directory = Files.createTempDirectory("weft-test");
            try {
                classes.writeTo(directory);
                var report = weaver.build().weave(List.of(directory));
                if (!report.findings().isEmpty()) {
                    throw new AssertionError("findings: " + report.findings());
                }
                return Classes.in(directory);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Weaves a directory or jar as it lies there. */
    public static WeaveReport in(Path... roots) throws IOException {
        return builder().build().weave(List.of(roots));
    }

    /** A weaver that knows the runtime. */
    public static Weaver.Builder builder() {
        return Weaver.builder().classpath(List.of(Runtimes.weft()));
    }

    private static void delete(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
