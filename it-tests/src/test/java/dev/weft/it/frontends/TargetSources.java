package dev.weft.it.frontends;

import com.sun.source.util.JavacTask;
import dev.weft.it.harness.Weaving;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The sources of this module's targets, of which a release of Java can express some. */
final class TargetSources {
    private static final String PACKAGE = "dev/weft/it/targets";
    private static final String SUFFIX = ".java";

    private final Path root = Path.of(System.getProperty("weft.it.sources"));

    /** All but the files in which javac finds something that the release does not have. */
    List<SourceText> of(int release) throws IOException {
        var left = new ArrayList<>(all());
        for (var wrong = wrong(left, release); !wrong.isEmpty(); wrong = wrong(left, release)) {
            left.removeAll(wrong);
        }
        var sources = new ArrayList<SourceText>();
        for (var file : left) {
            String path = root.relativize(file).toString().replace(File.separatorChar, '.');
            sources.add(new SourceText(path.substring(0, path.length() - SUFFIX.length()), Files.readString(file)));
        }
        return sources;
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(PACKAGE))) {
            return files.filter(file -> file.toString().endsWith(SUFFIX) && !file.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> wrong(List<Path> sources, int release) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        var options = List.of("-nowarn", "-proc:none", "--release", String.valueOf(release));
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, Weaving.classPath());
            var task = compiler.getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources));
            ((JavacTask) task).analyze();
        }
        return found.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(one -> Path.of(one.getSource().toUri()))
                .distinct()
                .toList();
    }
}
