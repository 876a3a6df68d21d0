package dev.weft.test.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class PageTest {
    private static final String PROPERTY = "weft.report.dir";

    @TempDir
    Path folder;

    private final String before = System.getProperty(PROPERTY);

    @BeforeEach
    void writeIntoTheFolder() {
        System.setProperty(PROPERTY, folder.resolve("deep/down").toString());
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
    }

    private static FailureReport connector() {
        return Samples.failure("com.example.ConnectorTest", "noConnectionIsLost", Samples.connector());
    }

    @Test
    void thePageIsOneFileAndIsReplaced() throws IOException {
        Path page = Path.of(Page.write(connector()));
        assertEquals(folder.resolve("deep/down/com.example.ConnectorTest.noConnectionIsLost.html"), page);
        assertEquals(page.toString(), Page.write(connector()));
        try (Stream<Path> files = Files.list(page.getParent())) {
            assertEquals(List.of(page), files.toList());
        }
        String html = Files.readString(page);
        assertTrue(html.contains("<title>com.example.ConnectorTest.noConnectionIsLost: limit exceeded</title>"), html);
        assertTrue(html.contains("-Dweft.replay=com.example.ConnectorTest#noConnectionIsLost:w1.f:1</pre>"), html);
        assertTrue(html.contains("<th scope=\"row\">15</th>\n<td class=\"time\">2 ms</td>"), html);
        assertTrue(html.contains("<td>◄ deviation: c would run</td>"), html);
        assertFalse(html.contains("http:") || html.contains("https:") || html.contains(" src="), html);
    }

    @Test
    void whatCannotBeWrittenIsASentence() throws IOException {
        Files.createFile(folder.resolve("deep"));
        String sentence = Page.write(connector());
        assertTrue(sentence.startsWith("not written: java.nio.file."), sentence);
        System.setProperty(PROPERTY, "\0");
        String invalid = Page.write(connector());
        assertTrue(invalid.startsWith("not written: java.nio.file.InvalidPathException"), invalid);
    }

    @Test
    void aFolderInPlaceOfThePageStaysAndNothingIsLeftBehind() throws IOException {
        Path page = Path.of(Page.write(connector()));
        Files.delete(page);
        Files.createDirectories(page.resolve("full"));
        String sentence = Page.write(connector());
        assertTrue(sentence.startsWith("not written: "), sentence);
        try (Stream<Path> files = Files.list(page.getParent())) {
            assertEquals(List.of(page), files.toList());
        }
    }

    @Test
    void anInterruptedThreadWritesAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        String page = Page.write(connector());
        assertTrue(Thread.interrupted(), "still interrupted");
        assertTrue(Files.exists(Path.of(page)), page);
    }

    @Test
    void fileNamesAreSafe() {
        assertEquals("Outer.Inner.test.html", PageFile.name("Outer.Inner", "test"));
        assertEquals("a.B.m_int_-" + hash("a.B.m(int)") + ".html", PageFile.name("a.B", "m(int)"));
        assertEquals("__etc_x.m-" + hash("../etc/x.m") + ".html", PageFile.name("../etc/x", "m"));
        String nested = PageFile.name("Outer$Inner", "test");
        assertTrue(nested.matches("Outer\\.Inner\\.test\\.html"), nested);
        String longName = PageFile.name("C".repeat(300), "m");
        assertTrue(longName.matches("C{120}-[0-9a-f]+\\.html"), longName);
        assertFalse(PageFile.name("C", "m(1)").equals(PageFile.name("C", "m[1]")), "told apart");
    }

    private static String hash(String text) {
        return Integer.toHexString(text.hashCode());
    }

    @Test
    void hostileTextIsTextAndManyEventsAreBounded() throws IOException {
        String evil = "</pre><script>alert(\"1\" + '2')</script>&\0\ud800";
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            events.add(new Event(i, i % 100, evil, evil, i, i % 2 == 0 ? evil : null));
        }
        FailureReport report =
                new FailureReport(evil, evil, evil, evil, evil, 1, 1, evil, 1, events, evil, evil, List.of(evil), "");
        String html = Files.readString(Path.of(Page.write(report)));
        assertEquals(2, html.split("<script>", -1).length, "only the page's own script");
        assertFalse(html.contains("alert(\""), "quotes are escaped");
        assertTrue(html.contains("<h1>&lt;/pre&gt;&lt;script&gt;alert(&quot;1&quot; + &#39;2&#39;)"), "as text");
        assertTrue(html.length() < 4_000_000, () -> html.length() + " characters");
    }
}
