package dev.weft.compiler.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The class files of a directory. A changed file is staged beside the old one and then renamed over it. A new file is
 * written to its place at once, since nothing refers to it yet.
 */
final class ClassDirectory implements ClassContainer {

    private static final String STAGED_SUFFIX = ".weft-new";

    private static final int MAX_NAME = 255;

    private final Path root;
    private List<String> passedOver = List.of();
    private final List<Path> created = new ArrayList<>();
    private final Map<Path, @Nullable Path> staged = new LinkedHashMap<>();
    private final Map<Path, byte @Nullable []> replaced = new LinkedHashMap<>();

    ClassDirectory(Path root) {
        this.root = root;
    }

    @Override
    public List<String> classFiles() throws IOException {
        var search = new ClassFileSearch(root);
        passedOver = search.passedOver();
        return search.classFiles();
    }

    @Override
    public List<String> passedOver() {
        return passedOver;
    }

    @Override
    public String place(String path) throws IOException {
        var file = root.resolve(path);
        var folder = Objects.requireNonNull(file.getParent());
        return folder.toRealPath().resolve(file.getFileName()).toString();
    }

    @Override
    public byte[] read(String path) throws IOException {
        try (var in = Files.newInputStream(root.resolve(path))) {
            return ClassFilePath.read(in);
        } catch (FileSystemException e) {
            throw e; // it names the file
        } catch (IOException e) {
            throw new IOException(root.resolve(path) + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void stage(List<Change> changes) throws IOException {
        try {
            for (var change : changes) {
                stage(change);
            }
        } catch (IOException | RuntimeException | Error e) {
            rollBack();
            throw e;
        }
    }

    private void stage(Change change) throws IOException {
        ClassFilePath.requireInside(change.path());
        var target = root.resolve(change.path());
        if (change.bytes() == null) {
            staged.put(target, null);
        } else if (!Files.exists(target)) {
            create(target, change.bytes());
        } else if (Files.isDirectory(target)) {
            throw new FileAlreadyExistsException(target.toString(), null, "a folder is in the place of a class file");
        } else {
            var fresh = target.resolveSibling(stagedName(String.valueOf(target.getFileName())));
            if (!Files.isDirectory(fresh, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(fresh); // of a run that was killed; or a link, which would be written through
            }
            staged.put(target, fresh);
            Files.write(fresh, change.bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Permissions.copy(target, fresh);
        }
    }

    /** Fails if it is a link to nothing, which then stays. */
    private void create(Path file, byte[] bytes) throws IOException {
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            created.add(file);
            out.write(bytes);
        }
    }

    /** The name of a file is at most 255 bytes long. */
    private static String stagedName(String name) {
        int rest = MAX_NAME - STAGED_SUFFIX.length();
        return (name.getBytes(StandardCharsets.UTF_8).length > rest ? Integer.toHexString(name.hashCode()) : name)
                + STAGED_SUFFIX;
    }

    /** Deletes first: where case does not count, a new file may have the name of one that is deleted. */
    @Override
    public void commit() throws IOException {
        var targets = new ArrayList<>(staged.keySet());
        targets.sort(Comparator.comparing(target -> staged.get(target) != null));
        for (var target : targets) {
            var fresh = staged.get(target);
            replaced.put(target, Files.exists(target) ? Files.readAllBytes(target) : null);
            if (fresh == null) {
                Files.deleteIfExists(target);
            } else {
                Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
            }
            staged.remove(target);
        }
    }

    @Override
    public void rollBack() throws IOException {
        for (var file : created) {
            Files.deleteIfExists(file);
        }
        created.clear();
        for (var fresh : staged.values()) {
            if (fresh != null) {
                Files.deleteIfExists(fresh);
            }
        }
        staged.clear();
        var targets = new ArrayList<>(replaced.keySet());
        Collections.reverse(targets);
        for (var target : targets) {
            var old = replaced.get(target);
            if (old == null) {
                Files.deleteIfExists(target);
            } else {
                Files.write(target, old);
            }
        }
        replaced.clear();
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
