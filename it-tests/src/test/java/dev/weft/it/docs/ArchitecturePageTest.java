package dev.weft.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about the architecture says of each package of the weaver what it may use. */
class ArchitecturePageTest {
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void namesThePackagesOfTheWeaver() throws IOException {
        var page = Files.readString(Repository.ROOT.resolve("docs/internals/architecture.md"));
        var named = new TreeSet<String>();
        page.substring(page.indexOf("| package | what | may use |"))
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[1])
                .forEach(cell -> NAME.matcher(cell).results().forEach(name -> named.add(name.group(1))));
        var root = Repository.ROOT.resolve("compiler-plugin/src/main/java/dev/weft/compiler");
        try (var files = Files.list(root)) {
            assertEquals(
                    files.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .collect(Collectors.toCollection(TreeSet::new)),
                    named);
        }
    }
}
