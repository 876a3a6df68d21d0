package dev.weft.compiler.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory or a jar whose classes are woven in place.
 *
 * <p>A change takes two steps, so that several containers change together or not at all. {@link #stage} writes
 * everything beside the old files, and may fail, for instance if the disk is full. {@link #commit} only renames and
 * deletes.
 */
public interface ClassContainer extends Closeable {

    /** The paths of all class files, relative, with slashes, in a fixed order. */
    List<String> classFiles() throws IOException;

    /**
     * Whether there is a class file that {@link #classFiles} does not list and that is not a frame class. A container
     * may list only the classes that it was asked to weave.
     */
    default boolean holdsForeign(String path) {
        return false;
    }

    /**
     * What {@link #classFiles} found, and did not list because it cannot be read as a file: a message for each, with its
     * path.
     */
    default List<String> passedOver() {
        return List.of();
    }

    /** Where a class file really lies: the same for two paths that lead to one file. */
    default String place(String path) throws IOException {
        return path;
    }

    /** Returns the content of a class file; of a file that is none perhaps only its beginning. */
    byte[] read(String path) throws IOException;

    /** Prepares the changes. If it throws, nothing has changed and no file is left behind. */
    void stage(List<Change> changes) throws IOException;

    void commit() throws IOException;

    /** Undoes what was staged or committed, as far as possible. */
    void rollBack() throws IOException;

    static ClassContainer open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new ClassDirectory(path);
        } else if (Files.isRegularFile(path)) {
            return new ClassJar(path);
        }
        throw new NoSuchFileException(path.toString(), null, "there is no such directory or jar");
    }
}
