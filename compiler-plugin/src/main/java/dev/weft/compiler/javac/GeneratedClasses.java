package dev.weft.compiler.javac;

import dev.weft.compiler.hierarchy.ClassSource;
import dev.weft.compiler.io.Change;
import dev.weft.compiler.io.ClassContainer;
import dev.weft.compiler.io.ClassFilePath;
import dev.weft.compiler.scan.ClassScanner;
import dev.weft.compiler.scan.EntryAnnotations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaFileManager;

/** The classes of one compilation as a container, read and written through the compiler's file manager. */
final class GeneratedClasses implements ClassContainer, ClassSource {

    private final JavaFileManager manager;
    private final Map<String, GeneratedClass> classes = new LinkedHashMap<>();
    private final Map<String, byte[]> compiled = new LinkedHashMap<>();
    private final List<Change> staged = new ArrayList<>();

    GeneratedClasses(JavaFileManager manager) {
        this.manager = manager;
    }

    void add(GeneratedClass generated) {
        classes.put(generated.path(), generated);
    }

    /** Reads the classes that javac wrote, without those that it has given up. */
    void readAll() throws IOException {
        for (var generated : List.copyOf(classes.values())) {
            var bytes = generated.read(manager);
            if (bytes.isPresent()) {
                compiled.put(generated.path(), bytes.get());
            } else {
                classes.remove(generated.path());
            }
        }
    }

    Optional<GeneratedClass> named(String binaryName) {
        return classes.values().stream()
                .filter(generated -> generated.name().equals(binaryName))
                .findFirst();
    }

    Optional<GeneratedClass> any() {
        return classes.values().stream().findFirst();
    }

    @Override
    public List<String> classFiles() {
        return List.copyOf(compiled.keySet());
    }

    @Override
    public byte[] read(String path) throws IOException {
        var bytes = compiled.get(path);
        if (bytes == null) {
            throw new IOException("javac did not write " + path);
        }
        return bytes;
    }

    @Override
    public Optional<byte[]> find(String name) {
        return named(name.replace('/', '.')).map(generated -> compiled.get(generated.path()));
    }

    /** Classes of other compilations count, except frame classes, which the next weaving replaces. */
    @Override
    public boolean holdsForeign(String path) {
        try {
            var found = target(path).read(manager);
            return found.isPresent() && !ClassScanner.isDamaged(found.get()) && !ClassScanner.isFrameClass(found.get());
        } catch (IOException | IllegalArgumentException unreadable) { // javac throws the latter for folders
            return false;
        }
    }

    /** A generated class lies beside the class with the longest name that its own begins with. */
    private GeneratedClass target(String path) {
        var known = classes.get(path);
        if (known != null) {
            return known;
        }
        int end = path.lastIndexOf('$');
        while (end > 0) {
            var owner = classes.get(ClassFilePath.of(path.substring(0, end)));
            if (owner != null) {
                var name = ClassFilePath.className(path).substring(owner.root().length());
                return owner.beside(name.replace('/', '.'));
            }
            end = path.lastIndexOf('$', end - 1);
        }
        return besideAnyOf(path.substring(0, path.lastIndexOf('/') + 1), path);
    }

    /** The name of a class may be too long to be part of another one. Then that lies in its package. */
    private GeneratedClass besideAnyOf(String folder, String path) {
        for (var entry : classes.entrySet()) {
            if (entry.getKey().startsWith(folder) && entry.getKey().lastIndexOf('/') + 1 == folder.length()) {
                var name = ClassFilePath.className(path)
                        .substring(entry.getValue().root().length());
                return entry.getValue().beside(name.replace('/', '.'));
            }
        }
        throw new IllegalArgumentException("no class of this compilation is the owner of " + path);
    }

    @Override
    public void stage(List<Change> changes) {
        staged.addAll(changes);
    }

    @Override
    public void commit() throws IOException {
        for (var change : staged) {
            var bytes = change.bytes();
            if (bytes != null) {
                write(change.path(), bytes);
            }
        }
    }

    private void write(String path, byte[] bytes) throws IOException {
        try (var out = target(path).output(manager).openOutputStream()) {
            out.write(bytes);
        }
    }

    @Override
    public void rollBack() throws IOException {
        for (var change : staged) {
            var old = compiled.get(change.path());
            if (old == null) {
                target(change.path()).output(manager).delete();
            } else {
                write(change.path(), old);
            }
        }
    }

    /**
     * Deletes classes that should have been woven and were not, so that they are never run.
     *
     * @param entries the annotations that mark entry methods
     */
    void deleteUnwoven(EntryAnnotations entries) throws IOException {
        for (var entry : compiled.entrySet()) {
            if (ClassScanner.read(entry.getValue(), entries) instanceof ClassScanner.Scanned one
                    && !one.scanned().asyncMethods().isEmpty()) {
                target(entry.getKey()).output(manager).delete();
            }
        }
    }

    @Override
    public void close() {}
}
