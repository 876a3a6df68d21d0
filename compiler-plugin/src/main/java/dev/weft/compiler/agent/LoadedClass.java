package dev.weft.compiler.agent;

import dev.weft.compiler.hierarchy.ClassSource;
import dev.weft.compiler.io.Change;
import dev.weft.compiler.io.ClassContainer;
import dev.weft.compiler.io.ClassFilePath;
import dev.weft.compiler.scan.ClassScanner;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The class that is being loaded, as a container. Changes stay in memory. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes it
record LoadedClass(String file, byte[] bytes, ClassSource loader, Map<String, byte[]> written)
        implements ClassContainer {

    static LoadedClass of(String name, byte[] bytes, ClassSource loader) {
        return new LoadedClass(ClassFilePath.of(name), bytes, loader, new HashMap<>());
    }

    @Override
    public List<String> classFiles() {
        return List.of(file);
    }

    /**
     * A frame class that an earlier weaving left on the class path does not count: the new one is defined before it is
     * looked for.
     */
    @Override
    public boolean holdsForeign(String path) {
        try {
            var found = loader.find(ClassFilePath.className(path));
            return found.isPresent() && !ClassScanner.isDamaged(found.get()) && !ClassScanner.isFrameClass(found.get());
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public byte[] read(String path) {
        return bytes;
    }

    @Override
    public void stage(List<Change> changes) {
        for (var change : changes) {
            var content = change.bytes();
            if (content != null) {
                written.put(ClassFilePath.className(change.path()), content);
            }
        }
    }

    @Override
    public void commit() {}

    @Override
    public void rollBack() {}

    @Override
    public void close() {}
}
