package dev.weft.it.harness;

import dev.weft.Weft;
import dev.weft.compiler.Weaver;
import dev.weft.it.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Weaves with the library what the build did not weave: changed class files, generated programs. */
public final class Weaving {
    /** Whether everything is woven so, for a long run of the fuzzers. */
    public static final boolean DIRECTLY = Boolean.getBoolean("weft.it.directCalls");

    private Weaving() {}

    /** The same classes woven, with what was generated for them. */
    public static ClassFiles weave(ClassFiles unwoven) {
        return weave(unwoven, classPath());
    }

    /** The same with a class path of one's own. */
    public static ClassFiles weave(ClassFiles unwoven, List<Path> classPath) {
        return weave(unwoven, Weaver.builder().classpath(classPath).directCalls(DIRECTLY));
    }

    /** The same classes, which enter the methods of one another directly. */
    public static ClassFiles weaveDirectly(ClassFiles unwoven) {
        return weave(unwoven, Weaver.builder().classpath(classPath()).directCalls(true));
    }

    private static ClassFiles weave(ClassFiles unwoven, Weaver.Builder weaver) {
        try {
            var directory = Files.createTempDirectory("weft-it");
            try {
                unwoven.writeTo(directory);
                var report = weaver.build().weave(List.of(directory));
                if (report.rejected()) {
                    throw new AssertionError("not woven: " + report.findings());
                }
                return ClassFiles.in(directory, "");
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The runtime and the classes of this module, as they are being run. */
    public static List<Path> classPath() {
        return Stream.of(Weft.class, Probe.class, Weaving.class)
                .map(Weaving::placeOf)
                .toList();
    }

    /** The runtime alone. */
    public static List<Path> runtime() {
        return List.of(placeOf(Weft.class));
    }

    private static Path placeOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
