package dev.weft.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Class files by internal name. */
public record ClassFiles(Map<String, byte[]> byName) {
    /** Where the build keeps the classes as {@code javac} wrote them. */
    static final String UNWOVEN = "weft.unwoven.classes";

    /** The unwoven targets of this module. */
    static ClassFiles unwovenTargets() {
        String directory = System.getProperty(UNWOVEN);
        if (directory == null) {
            throw new IllegalStateException("the build must set the system property " + UNWOVEN);
        }
        return in(Path.of(directory), "dev/weft/it/targets");
    }

    public static ClassFiles in(Path root, String folder) {
        var files = new TreeMap<String, byte[]>();
        try (Stream<Path> all = Files.walk(root.resolve(folder))) {
            for (var file : all.filter(f -> f.toString().endsWith(".class")).toList()) {
                String path = root.relativize(file).toString().replace('\\', '/');
                files.put(path.substring(0, path.length() - ".class".length()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ClassFiles(files);
    }

    ClassFiles each(UnaryOperator<byte[]> change) {
        var changed = new TreeMap<String, byte[]>();
        byName.forEach((name, file) -> changed.put(name, change.apply(file)));
        return new ClassFiles(changed);
    }

    public void writeTo(Path root) throws IOException {
        for (var file : byName.entrySet()) {
            var path = root.resolve(file.getKey() + ".class");
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** Without line numbers, names of locals and parameters, and source file. */
    public ClassFiles withoutDebugInformation() {
        return each(file -> {
            var writer = new ClassWriter(0);
            new ClassReader(file).accept(writer, ClassReader.SKIP_DEBUG);
            return writer.toByteArray();
        });
    }

    /** With another version of the class-file format. */
    public ClassFiles ofVersion(int major) {
        return each(file -> {
            var writer = new ClassWriter(0);
            new ClassReader(file)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9, writer) {
                                @Override
                                public void visit(
                                        int version,
                                        int access,
                                        String name,
                                        String signature,
                                        String superName,
                                        String[] interfaces) {
                                    super.visit(major, access, name, signature, superName, interfaces);
                                }
                            },
                            0);
            return writer.toByteArray();
        });
    }

    /** Those whose name fits. */
    public ClassFiles only(Predicate<String> names) {
        var kept = new TreeMap<>(byName);
        kept.keySet().removeIf(names.negate());
        return new ClassFiles(kept);
    }

    /** These and the others, which win. */
    public ClassFiles and(ClassFiles others) {
        var all = new TreeMap<>(byName);
        all.putAll(others.byName);
        return new ClassFiles(all);
    }

    /** The hot forms of cold methods. */
    public ClassFiles madeHot() {
        return each(HotForm::of);
    }

    /** The cold methods as streams whose last item is the result. */
    public ClassFiles madeStreams() {
        return each(StreamForm::of);
    }

    /** A loader that defines these classes itself and leaves all others to its parent. */
    public ClassLoader loader(String name) {
        return new Loader(name, byName);
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> files;

        Loader(String name, Map<String, byte[]> files) {
            super(name, Loader.class.getClassLoader());
            this.files = files;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] file = files.get(name.replace('.', '/'));
            if (file == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, file, 0, file.length);
            }
        }
    }
}
