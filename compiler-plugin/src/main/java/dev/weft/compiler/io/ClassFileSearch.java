package dev.weft.compiler.io;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The class files below a directory. Symbolic links are followed, as {@code java} does; one that leads back to a folder
 * above it is not. Only files are listed: a folder, a pipe, or a link to nothing may have such a name, too.
 */
final class ClassFileSearch {

    private final Path root;
    private final List<String> classFiles = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();

    ClassFileSearch(Path root) throws IOException {
        this.root = root;
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor());
        classFiles.sort(null);
        passedOver.sort(null);
    }

    /** The paths, relative, with slashes, in a fixed order. */
    List<String> classFiles() {
        return classFiles;
    }

    /** A message for each name of a class file that is none. */
    List<String> passedOver() {
        return passedOver;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root) && isNamedAsOne(folder)) {
                passedOver.add(relative(folder) + " is a folder; it is passed over");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isNamedAsOne(file)) {
                return FileVisitResult.CONTINUE;
            } else if (attributes.isRegularFile()) {
                classFiles.add(relative(file));
            } else if (attributes.isSymbolicLink()) {
                passedOver.add(relative(file) + " is a link to nothing; it is passed over");
            } else {
                passedOver.add(relative(file) + " is no regular file; it is passed over");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    private static boolean isNamedAsOne(Path path) {
        return ClassFilePath.isOne(path.toString());
    }

    private String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }
}
