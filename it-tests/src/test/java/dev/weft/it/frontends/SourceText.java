package dev.weft.it.frontends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A source file.
 *
 * @param className the binary name of its class
 */
public record SourceText(String className, String text) {
    /** Where it now lies. */
    Path writeBelow(Path root) throws IOException {
        var file = root.resolve(className.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
