package dev.weft.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about the architecture says of each package of weaver and runtime what it may use. */
class ArchitecturePageTest {
    private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");

    @Test
    void namesThePackagesOfTheWeaver() throws IOException {
        var named = namesInTable("| package | what | may use |");
        named.add(""); // the root package is a row without a name
        assertEquals(packagesBelow("compiler-plugin/src/main/java/dev/weft/compiler"), named);
    }

    @Test
    void namesTheRoomsOfTheRuntime() throws IOException {
        var named = namesInTable("| room | what | may use |");
        named.remove("dev.weft");
        named.add("");
        assertEquals(packagesBelow("runtime/src/main/java/dev/weft"), named);
    }

    /** Returns the names in the first column. */
    private static Set<String> namesInTable(String head) throws IOException {
        var page = Files.readString(Repository.ROOT.resolve("docs/internals/architecture.md"));
        var named = new TreeSet<String>();
        page.substring(page.indexOf(head))
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[1])
                .forEach(cell -> NAME.matcher(cell).results().forEach(name -> named.add(name.group(1))));
        return named;
    }

    private static Set<String> packagesBelow(String folder) throws IOException {
        var root = Repository.ROOT.resolve(folder);
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> nameOf(root.relativize(file.getParent())))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String nameOf(Path folder) {
        return folder.toString().replace(folder.getFileSystem().getSeparator(), ".");
    }
}
