package dev.weft.it.speed;

import dev.weft.compiler.Weaver;
import dev.weft.it.speed.WeavingSpeed.Clocks;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * Measures what the weaver cannot get below: ASM reads what the weaver has written of 2,000 async methods into trees, and writes
 * it again, beside javac as in {@link WeavingSpeed}. Another JVM has woven before, so this one is cold. Not a test.
 *
 * <p>Arguments: how often to repeat it.
 */
public final class WeavingFloor {

    private static final String WEAVE = "weave";

    private WeavingFloor() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2 && arguments[0].equals(WEAVE)) {
            weave(Path.of(arguments[1]));
            return;
        }
        var directory = Files.createTempDirectory("floor");
        try {
            var woven = Files.createDirectory(directory.resolve("classes"));
            weaveInOtherJvm(directory);
            for (int round = 1; round <= Integer.parseInt(arguments[0]); round++) {
                measure(round, woven);
            }
        } finally {
            WeavingSpeed.delete(directory);
        }
    }

    private static void weave(Path directory) throws IOException {
        var classes = directory.resolve("classes");
        WeavingSpeed.compile(WeavingSpeed.write(WeavingSpeed.asyncClasses(200), directory), classes);
        Weaver.builder().build().weave(List.of(classes));
    }

    private static void weaveInOtherJvm(Path directory) throws IOException, InterruptedException {
        var java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        var classPath = System.getProperty("java.class.path");
        int status = new ProcessBuilder(
                        java, "-cp", classPath, WeavingFloor.class.getName(), WEAVE, directory.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("the other JVM failed");
        }
    }

    private static void measure(int round, Path woven) throws IOException {
        var directory = Files.createTempDirectory("floor");
        try {
            var sources = WeavingSpeed.write(WeavingSpeed.asyncClasses(200), directory);
            var classes = Files.createDirectory(directory.resolve("classes"));
            var start = Clocks.now();
            WeavingSpeed.compile(sources, classes);
            var compiled = Clocks.now();
            int files = copy(woven, Files.createDirectory(directory.resolve("copies")));
            var copied = Clocks.now();
            System.out.printf(
                    Locale.ROOT,
                    "2,000 async methods round %d: %s, %d class files%n",
                    round,
                    copied.since(compiled).beside(compiled.since(start), "ASM"),
                    files);
        } finally {
            WeavingSpeed.delete(directory);
        }
    }

    /** On all cores, as the weaver does it. */
    private static int copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (var list = Files.list(from)) {
            files = list.toList();
        }
        var written = files.parallelStream()
                .map(file -> Map.entry(to.resolve(file.getFileName()), rewritten(file)))
                .toList();
        for (var one : written) {
            Files.write(one.getKey(), one.getValue());
        }
        return written.size();
    }

    private static byte[] rewritten(Path file) {
        try {
            var node = new ClassNode();
            new ClassReader(Files.readAllBytes(file)).accept(node, ClassReader.EXPAND_FRAMES);
            var writer = new ClassWriter(0);
            node.accept(writer);
            return writer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
