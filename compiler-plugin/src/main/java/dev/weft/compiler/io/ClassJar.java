package dev.weft.compiler.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The class files of a jar. A new jar is written beside the old one, see {@link JarRewrite}; until the run has ended, the
 * old one lies there too, under another name.
 */
final class ClassJar implements ClassContainer {

    private final Path path;

    /** The jar itself, if the path is a link. */
    private final Path file;

    private final ZipFile zip;
    private @Nullable Path staged;
    private @Nullable Path replaced;

    ClassJar(Path path) throws IOException {
        this.path = path;
        file = path.toRealPath();
        zip = open(path);
    }

    private static ZipFile open(Path path) throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (ZipException e) {
            throw new IOException(path + " is no jar that can be read: " + e.getMessage(), e);
        }
    }

    /** An entry that occurs twice is listed once. */
    @Override
    public List<String> classFiles() {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(ClassFilePath::isOne)
                .distinct()
                .toList();
    }

    @Override
    public byte[] read(String name) throws IOException {
        var entry = zip.getEntry(name);
        try (var in = zip.getInputStream(entry)) {
            return ClassFilePath.read(in);
        } catch (IOException e) {
            throw new IOException(path + ": " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void stage(List<Change> changes) throws IOException {
        for (var change : changes) {
            ClassFilePath.requireInside(change.path());
        }
        var signature = signature();
        if (signature.isPresent()) {
            throw new IOException(path + " is signed (" + signature.get() + "): weave it before it is signed");
        }
        var fresh = file.resolveSibling(file.getFileName() + ".weft-new");
        Files.deleteIfExists(fresh); // of a run that was killed
        staged = fresh;
        try {
            Files.createFile(fresh);
            Permissions.copy(file, fresh);
            rewrite(fresh, changes);
        } catch (IOException | RuntimeException | Error e) {
            rollBack();
            throw e;
        }
    }

    private void rewrite(Path fresh, List<Change> changes) throws IOException {
        try (var in = FileChannel.open(file, StandardOpenOption.READ);
                var out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            JarRewrite.write(in, out, changes);
        } catch (IOException e) {
            throw new IOException(path + " cannot be woven: " + e.getMessage(), e);
        }
    }

    private Optional<String> signature() {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.toUpperCase(Locale.ROOT).matches("META-INF/[^/]*\\.SF"))
                .findFirst();
    }

    @Override
    public void commit() throws IOException {
        if (staged != null) {
            zip.close(); // Windows replaces no file that is open
            var old = file.resolveSibling(file.getFileName() + ".weft-old");
            Files.deleteIfExists(old);
            keep(old);
            replaced = old;
            Files.move(staged, file, StandardCopyOption.REPLACE_EXISTING);
            staged = null;
        }
    }

    private void keep(Path old) throws IOException {
        try {
            Files.createLink(old, file);
        } catch (IOException | UnsupportedOperationException noLinks) {
            try {
                Files.copy(file, old, StandardCopyOption.COPY_ATTRIBUTES);
            } catch (IOException e) {
                Files.deleteIfExists(old);
                throw e;
            }
        }
    }

    @Override
    public void rollBack() throws IOException {
        if (staged != null) {
            Files.deleteIfExists(staged);
            staged = null;
        }
        if (replaced != null) {
            Files.move(Objects.requireNonNull(replaced), file, StandardCopyOption.REPLACE_EXISTING);
            replaced = null;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
        if (replaced != null) {
            Files.deleteIfExists(replaced);
        }
    }
}
