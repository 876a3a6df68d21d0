package dev.weft.compiler.javac;

import dev.weft.compiler.io.ClassFilePath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;

/**
 * A class that javac has written, or that will be written beside one.
 *
 * @param location where classes are written; with several modules, the location of its module
 * @param root empty, or the name of the module with a slash, if several modules are compiled together
 * @param name the binary name, with dots
 * @param source the source it was compiled from; without {@code -d}, the class file lies beside it
 */
record GeneratedClass(Location location, String root, String name, JavaFileObject source) {

    String path() {
        return root + ClassFilePath.of(name.replace('.', '/'));
    }

    GeneratedClass beside(String otherName) {
        return new GeneratedClass(location, root, otherName, source);
    }

    /** Makes the same call as javac does, so it gets the same file. */
    JavaFileObject output(JavaFileManager manager) throws IOException {
        return manager.getJavaFileForOutput(location, name, Kind.CLASS, source);
    }

    /**
     * Returns the content of the class file; empty if there is none.
     *
     * @throws IOException if the file manager can only write
     */
    Optional<byte[]> read(JavaFileManager manager) throws IOException {
        var input = manager.getJavaFileForInput(location, name, Kind.CLASS);
        var file = input == null ? output(manager) : input;
        try (var in = file.openInputStream()) {
            return Optional.of(in.readAllBytes());
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Optional.empty();
        } catch (RuntimeException e) { // javac wraps what a file manager of its caller throws
            throw new IOException(
                    "the file manager of this compilation cannot read " + name + " back, so it cannot be woven", e);
        }
    }
}
