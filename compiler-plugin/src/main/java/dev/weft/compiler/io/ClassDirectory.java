package dev.weft.compiler.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The class files of a directory. A changed file is staged beside the old one and then renamed over it. A new file is
 * written to its place at once, since nothing refers to it yet.
 */
final class ClassDirectory implements ClassContainer {

    private static final String STAGED_SUFFIX = ".weft-new";

    private final Path root;
    private final List<Path> created = new ArrayList<>();
    private final Map<Path, @Nullable Path> staged = new LinkedHashMap<>();
    private final Map<Path, byte @Nullable []> replaced = new LinkedHashMap<>();

    ClassDirectory(Path root) {
        this.root = root;
    }

    @Override
    public List<String> classFiles() throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> ClassFilePath.isOne(file.toString()))
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public byte[] read(String path) throws IOException {
        return Files.readAllBytes(root.resolve(path));
    }

    @Override
    public void stage(List<Change> changes) throws IOException {
        try {
            for (var change : changes) {
                stage(change);
            }
        } catch (IOException e) {
            rollBack();
            throw e;
        }
    }

    private void stage(Change change) throws IOException {
        var target = root.resolve(change.path());
        if (change.bytes() == null) {
            staged.put(target, null);
        } else if (Files.exists(target)) {
            var fresh = target.resolveSibling(target.getFileName() + STAGED_SUFFIX);
            staged.put(target, fresh);
            Files.write(fresh, change.bytes());
        } else {
            created.add(target);
            Files.write(target, change.bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
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
