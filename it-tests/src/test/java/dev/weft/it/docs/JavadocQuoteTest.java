package dev.weft.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Each block of code in the comments that programs' authors read is a verbatim part of a source that is compiled: one
 * of {@code dev.weft.it.javadoc}, or of an example project. A line that is "…" stands for any number of lines.
 */
class JavadocQuoteTest {
    private static final Pattern BLOCK = Pattern.compile("<pre>\\{@code(.*?)}</pre>", Pattern.DOTALL);

    @Test
    void eachBlockIsCompiledSomewhere() throws IOException {
        var sources = sources();
        var strangers = new ArrayList<String>();
        int blocks = 0;
        for (var module : PublicSources.APIS) {
            for (var file : PublicSources.filesOf(module)) {
                for (var block : blocks(file, Files.readString(file))) {
                    blocks++;
                    if (!isIn(sources, block)) {
                        strangers.add(block.toString());
                    }
                }
            }
        }
        assertEquals(List.of(), strangers, "blocks of code that no compiled source has");
        assertTrue(blocks >= 30, "found only " + blocks);
    }

    @Test
    void findsWhatIsNotThere() throws IOException {
        var file = Repository.ROOT.resolve("it-tests/src/test/java/dev/weft/it/docs/Repository.java");
        var text = "/** <pre>{@code\n * private Repository() {}\n * }</pre> <pre>{@code\n * int other;\n * }</pre> */";
        var blocks = blocks(file, text);
        assertEquals(
                List.of(true, false), List.of(isIn(List.of(file), blocks.get(0)), isIn(List.of(file), blocks.get(1))));
    }

    private static List<Path> sources() throws IOException {
        var all = new ArrayList<>(
                Repository.files(Repository.ROOT.resolve("it-tests/src/test/java/dev/weft/it/javadoc"), ".java"));
        all.addAll(Repository.files(Repository.EXAMPLES, ".java"));
        return all;
    }

    private static List<Quote> blocks(Path file, String text) {
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Quote(
                        file,
                        (int) text.substring(0, found.start()).lines().count() + 1,
                        code(found.group(1)),
                        Optional.empty()))
                .toList();
    }

    /** The lines of a block, without the stars of the comment, and without empty lines at its beginning and end. */
    private static List<String> code(String block) {
        return block.lines()
                .map(line -> line.strip().replaceFirst("^\\* ?", "").strip())
                .collect(Collectors.joining("\n"))
                .strip()
                .lines()
                .toList();
    }

    private static boolean isIn(List<Path> sources, Quote block) throws IOException {
        for (var source : sources) {
            var there = new Quote(block.page(), block.line(), block.code(), Optional.of(source));
            if (there.firstDifference().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
