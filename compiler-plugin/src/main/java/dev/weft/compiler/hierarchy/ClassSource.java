package dev.weft.compiler.hierarchy;

import dev.weft.compiler.io.ClassFilePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A place where class files are found by internal name. */
@FunctionalInterface
public interface ClassSource extends Closeable {

    /** The class files of the JDK that the weaver runs on; their supertypes differ little between versions. */
    ClassSource JDK = name -> {
        try (var in = ClassLoader.getPlatformClassLoader().getResourceAsStream(ClassFilePath.of(name))) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    };

    Optional<byte[]> find(String name) throws IOException;

    /** Where it finds them, for messages; empty if that has no name. */
    default String place() {
        return "";
    }

    @Override
    default void close() throws IOException {}

    /** Returns the classes of a directory or a jar; any other file has none. */
    static ClassSource of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new DirectorySource(path);
        }
        try {
            return Files.isRegularFile(path) ? new JarSource(new ZipFile(path.toFile())) : name -> Optional.empty();
        } catch (ZipException noJar) {
            return name -> Optional.empty(); // a class path may hold other files; javac passes over them, too
        }
    }

    /** The classes of a directory. */
    record DirectorySource(Path directory) implements ClassSource {

        @Override
        public Optional<byte[]> find(String name) throws IOException {
            try {
                var file = directory.resolve(ClassFilePath.of(name));
                return Files.isRegularFile(file) ? Optional.of(most(file)) : Optional.empty();
            } catch (InvalidPathException e) {
                return Optional.empty(); // no file can have the name that a damaged class file gives
            }
        }

        private static byte[] most(Path file) throws IOException {
            try (var in = Files.newInputStream(file)) {
                return ClassFilePath.most(in);
            }
        }

        @Override
        public String place() {
            return directory.toString();
        }
    }

    /** The classes of a jar, which stays open until the source is closed. */
    record JarSource(ZipFile jar) implements ClassSource {

        @Override
        public Optional<byte[]> find(String name) throws IOException {
            var entry = jar.getEntry(ClassFilePath.of(name));
            if (entry == null) {
                return Optional.empty();
            }
            try (var in = jar.getInputStream(entry)) {
                return Optional.of(ClassFilePath.most(in));
            }
        }

        @Override
        public String place() {
            return jar.getName();
        }

        @Override
        public void close() throws IOException {
            jar.close();
        }
    }
}
