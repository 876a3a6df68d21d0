package dev.weft.it.docs.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The pictures of the guide are what can be drawn today, to the character: of the classes that the plugin weaves, and of
 * what is kept of the output of two programs. {@code -Dweft.pictures.update=true} draws them anew.
 */
class PicturesTest {
    private static final String UPDATE = "weft.pictures.update";
    private static final Path SOURCES = Path.of(System.getProperty("weft.it.sources"));
    private static final Path ROOT = SOURCES.resolve("../../../..").normalize();
    private static final Path PICTURES = ROOT.resolve("docs/guide/pictures");

    @Test
    void anAwaitIsAsTheWeaverWritesIt() throws IOException {
        var source = Files.readAllLines(SOURCES.resolve("../../test/java/dev/weft/it/docs/pictures/Cart.java"));
        int begin = source.indexOf("    @Async");
        var method = source.subList(
                begin, begin + source.subList(begin, source.size()).indexOf("    }") + 1);
        var shown = method.stream().map(line -> line.substring(4)).toList();
        assertPicture("await.svg", AwaitPicture.of(shown, new AwaitPanels().all()));
    }

    @Test
    void theGreetingsAreAsTheyWerePrinted() throws IOException {
        assertPicture("hello.svg", Timeline.of(greetings("hello.txt"), greetings("blocking.txt")));
    }

    private static Greetings greetings(String file) throws IOException {
        return Greetings.of(Files.readAllLines(PICTURES.resolve(file)));
    }

    @Test
    void theReadmeShowsWhatWasPrinted() throws IOException {
        var output = Files.readString(PICTURES.resolve("hello.txt"));
        var readme = Files.readString(ROOT.resolve("README.md"));
        assertTrue(readme.contains("```\n" + output + "```\n"), "README.md does not show hello.txt");
    }

    @Test
    void barsBeginAndEndWithTheGreetings() {
        var greetings = Greetings.of(List.of(
                "Hello World: 2026-01-01T00:00:00Z",
                "Hello World: 2026-01-01T00:00:00.5Z",
                "Hello wow World: 2026-01-01T00:00:02Z",
                "Hello wow World: 2026-01-01T00:00:03Z",
                "Elapsed: 3.1 s"));
        assertEquals(new Greetings(List.of(0.0, 0.5), List.of(2.0, 3.0), "3.1 s"), greetings);
    }

    private static void assertPicture(String file, String actual) throws IOException {
        var picture = PICTURES.resolve(file);
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(picture, actual);
        }
        assertEquals(
                Files.readString(picture),
                actual,
                picture + " is out of date; look at it after -D" + UPDATE + "=true has drawn it anew");
    }
}
