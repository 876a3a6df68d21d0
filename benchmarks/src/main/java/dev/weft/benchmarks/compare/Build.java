package dev.weft.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A build of Weft with the benchmarks that were compiled against it and woven by it.
 *
 * @param name a commit, or what was given
 * @param id a checksum of its classes: results of another one are not taken for its own
 * @param classPath what to run it with
 */
record Build(String name, String id, String classPath) {
    /** Reads what the script {@code compare} has prepared. */
    static Build read(Path folder, String name) throws IOException {
        return new Build(name, text(folder, "id"), text(folder, "class-path"));
    }

    private static String text(Path folder, String file) throws IOException {
        return Files.readString(folder.resolve(file)).strip();
    }
}
