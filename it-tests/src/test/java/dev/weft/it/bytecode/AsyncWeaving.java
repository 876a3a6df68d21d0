package dev.weft.it.bytecode;

import dev.weft.compiler.Weaver;
import dev.weft.it.harness.Weaving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Weaves changed classes in a jar of their own, with the whole test class path behind it. */
final class AsyncWeaving {
    private static final List<Path> CLASS_PATH = classPath();

    private AsyncWeaving() {}

    private static List<Path> classPath() {
        var all = new ArrayList<>(Weaving.classPath());
        all.addAll(Library.jars());
        return List.copyOf(all);
    }

    /**
     * The woven classes and their frame classes.
     *
     * @throws AssertionError if the weaver has something to say, or did not weave each of the methods
     */
    static Map<String, byte[]> weave(Map<String, AsyncForm> forms) {
        try {
            var jar = Files.createTempFile("weft-bytecode", ".jar");
            try {
                write(forms, jar);
                var report = Weaver.builder()
                        .classpath(CLASS_PATH)
                        .directCalls(Weaving.DIRECTLY)
                        .build()
                        .weave(List.of(jar));
                int expected = forms.values().stream()
                        .mapToInt(form -> form.places().size())
                        .sum();
                if (report.rejected() || report.methodsWoven() != expected) { // warnings are for authors of sources
                    throw new AssertionError(
                            report.methodsWoven() + " of " + expected + " methods woven " + report.findings());
                }
                return Library.classesOf(jar);
            } finally {
                Files.delete(jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Map<String, AsyncForm> forms, Path jar) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (var form : forms.entrySet()) {
                zip.putNextEntry(new ZipEntry(form.getKey() + ".class"));
                zip.write(form.getValue().file());
            }
        }
    }
}
