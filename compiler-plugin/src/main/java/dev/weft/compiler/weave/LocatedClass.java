package dev.weft.compiler.weave;

import dev.weft.compiler.io.ClassFilePath;
import dev.weft.compiler.scan.ScannedClass;
import java.util.Optional;

/**
 * A class, and the part of its container from which it is loaded: the root, or a folder that is a root of its own, such
 * as {@code META-INF/versions/21/}.
 *
 * @param root empty, or the path of a folder, ending with a slash
 */
record LocatedClass(ScannedClass scanned, String root) {

    /**
     * Returns empty if the class file does not lie where the name of its class says: no class loader would read it
     * there.
     */
    static Optional<LocatedClass> of(ScannedClass scanned, String file) {
        var path = ClassFilePath.of(scanned.node().name);
        return file.equals(path) || file.endsWith("/" + path)
                ? Optional.of(new LocatedClass(scanned, file.substring(0, file.length() - path.length())))
                : Optional.empty();
    }

    String name() {
        return scanned.node().name;
    }

    /** Returns the path of a class beside this one, by its internal name. */
    String fileOf(String name) {
        return root + ClassFilePath.of(name);
    }

    /** Whether the class was woven, and that file is one of its frame classes, or would be. */
    boolean usesFrame(String frameFile) {
        return scanned.isWoven()
                && frameFile.startsWith(root)
                && scanned.node().methods.stream()
                        .anyMatch(method -> method.desc.contains(
                                "L" + ClassFilePath.className(frameFile.substring(root.length())) + ";"));
    }

    String file() {
        return fileOf(name());
    }
}
