package dev.weft.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code that the documents quote from the examples is what the examples have. */
class QuoteTest {

    @Test
    void quotesAreAsTheirFiles() throws IOException {
        var pages = new ArrayList<>(Repository.files(Repository.ROOT.resolve("docs"), ".md"));
        pages.add(Repository.ROOT.resolve("README.md"));
        int quotes = 0;
        for (var page : pages) {
            for (var quote : Quote.of(page)) {
                if (quote.source().isPresent()) {
                    assertEquals(
                            Optional.empty(),
                            quote.firstDifference(),
                            quote + " is not in " + quote.source().get());
                    quotes++;
                }
            }
        }
        assertTrue(quotes >= 20, "found only " + quotes);
    }

    @Test
    void thePagesAboutExamplesOnlyQuote() throws IOException {
        for (var page : Repository.files(Repository.PAGES, ".md")) {
            for (var quote : Quote.of(page)) {
                assertTrue(quote.source().isPresent(), quote + " does not say what it is from");
            }
        }
    }

    @Test
    void findsWhatDiffers(@TempDir Path dir) throws IOException {
        var source = dir.resolve("it-tests/examples/A.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class A {\n    int a;\n\n    int b;\n}\n");
        assertEquals(Optional.empty(), difference(dir, "class A {\n\tint a;"));
        assertEquals(Optional.empty(), difference(dir, "class A {\n…\n  int b;\n}"));
        assertEquals(Optional.of("int b;"), difference(dir, "int a;\nint b;"));
        assertEquals(Optional.of("int a;"), difference(dir, "int b;\n…\nint a;"));
        assertEquals(Optional.of("int c;"), difference(dir, "int c;"));
    }

    private static Optional<String> difference(Path dir, String code) throws IOException {
        var text =
                "First\n\nFrom [B](it-tests/examples/B.java) and\n[A](it-tests/examples/A.java):\n\n```java\n%s\n```\n";
        var page = Files.writeString(dir.resolve("page.md"), text.formatted(code));
        var quotes = Quote.of(page);
        assertEquals(List.of(7), quotes.stream().map(Quote::line).toList());
        return quotes.get(0).firstDifference();
    }
}
