package dev.weft.compiler.weave;

import dev.weft.compiler.io.ClassFilePath;
import dev.weft.compiler.scan.ScannedClass;
import java.util.Optional;

/**
 * A class, and the part of its container that it is loaded from: the root, or as {@code META-INF/versions/21/} a folder in
 * it that is a root of its own.
 *
 * @param root empty, or the path of a folder, ending with a slash
 */
record LocatedClass(ScannedClass scanned, String root) {

    /** Empty for a class file that does not lie where the name of its class says: no class loader reads it there. */
    static Optional<LocatedClass> of(ScannedClass scanned, String file) {
        var path = ClassFilePath.of(scanned.node().name);
        return file.equals(path) || file.endsWith("/" + path)
                ? Optional.of(new LocatedClass(scanned, file.substring(0, file.length() - path.length())))
                : Optional.empty();
    }

    String name() {
        return scanned.node().name;
    }

    /** The path of a class beside this one, given its internal name. */
    String fileOf(String name) {
        return root + ClassFilePath.of(name);
    }

    String file() {
        return fileOf(name());
    }
}
