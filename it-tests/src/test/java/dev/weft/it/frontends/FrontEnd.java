package dev.weft.it.frontends;

import dev.weft.it.harness.ClassFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** A compiler for Java, run inside this JVM. */
public enum FrontEnd {
    /** That of the JDK which runs the tests. */
    JAVAC {
        @Override
        JavaCompiler compiler() {
            return ToolProvider.getSystemJavaCompiler();
        }
    },
    /** Eclipse's. */
    ECJ {
        @Override
        JavaCompiler compiler() {
            return new EclipseCompiler();
        }
    };

    abstract JavaCompiler compiler();

    /** What it makes of the sources; throws an {@link AssertionError} with its own words if it rejects them. */
    public ClassFiles compile(List<SourceText> sources, List<Path> classPath, String... options) {
        try {
            var directory = Files.createTempDirectory("weft-sources");
            try {
                var output = Files.createDirectory(directory.resolve("classes"));
                var files = new ArrayList<Path>();
                for (var source : sources) {
                    files.add(source.writeBelow(directory.resolve("sources")));
                }
                compile(files, classPath, output, options);
                return ClassFiles.in(output, "");
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(List<Path> sources, List<Path> classPath, Path output, String... options) throws IOException {
        var compiler = compiler();
        var words = new StringWriter();
        var all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-nowarn", "-proc:none"));
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
            if (!compiler.getTask(words, files, null, all, null, files.getJavaFileObjectsFromPaths(sources))
                    .call()) {
                throw new AssertionError(this + " " + all + ": " + words);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
