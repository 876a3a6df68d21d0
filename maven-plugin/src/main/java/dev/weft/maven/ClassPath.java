package dev.weft.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A class path, divided into entries that exist and entries that do not.
 *
 * @param present the entries from which the weaver reads types, in class path order
 * @param missing the others, for instance the output directory of a module without sources
 */
record ClassPath(List<Path> present, List<Path> missing) {

    static ClassPath of(List<Path> entries) {
        return new ClassPath(
                entries.stream().filter(Files::exists).toList(),
                entries.stream().filter(Files::notExists).toList());
    }
}
