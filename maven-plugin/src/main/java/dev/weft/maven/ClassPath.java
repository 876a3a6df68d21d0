package dev.weft.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A class path, parted into the entries that exist and those that do not.
 *
 * @param present what the weaver reads types from, in class path order
 * @param missing for instance the output directory of a module that has no sources
 */
record ClassPath(List<Path> present, List<Path> missing) {

    static ClassPath of(List<Path> entries) {
        return new ClassPath(
                entries.stream().filter(Files::exists).toList(),
                entries.stream().filter(Files::notExists).toList());
    }
}
