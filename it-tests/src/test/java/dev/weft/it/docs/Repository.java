package dev.weft.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of this project. */
final class Repository {
    static final Path ROOT = root();
    static final Path EXAMPLES = ROOT.resolve("it-tests/examples");
    static final Path PAGES = ROOT.resolve("docs/guide/with");

    private Repository() {}

    private static Path root() {
        var sources = Path.of(System.getProperty("weft.it.sources")).toAbsolutePath();
        for (var path = sources; path != null; path = path.getParent()) {
            if (Files.exists(path.resolve("docs/guide/with")) && Files.exists(path.resolve("it-tests/examples"))) {
                return path;
            }
        }
        throw new AssertionError("no docs/guide/with above " + sources);
    }

    /** The files below a folder whose names end so, in order; not what builds have made. */
    static List<Path> files(Path folder, String ending) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(ending))
                    .filter(path -> !folder.relativize(path).toString().contains("target"))
                    .sorted()
                    .toList();
        }
    }
}
