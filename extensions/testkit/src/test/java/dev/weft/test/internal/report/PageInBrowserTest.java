package dev.weft.test.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, which parses it and runs its script. */
@Timeout(value = 150, unit = TimeUnit.SECONDS)
class PageInBrowserTest {
    @TempDir
    Path folder;

    @Test
    void theBrowserShowsTheRowsAndRunsTheScript() throws Exception {
        FailureReport report = Samples.failure("ConnectorTest", "noConnectionIsLost", Samples.connector());
        String dom = dom(report);
        assertTrue(dom.contains("<title>ConnectorTest.noConnectionIsLost: limit exceeded</title>"), dom);
        assertEquals(1 + 8 + 1, count("<tr", dom), dom);
        assertEquals(2, count("<tr class=\"deviation\"", dom), dom);
        assertEquals(1, count("<tr class=\"failed\"", dom), dom);
        assertEquals(
                List.of("11", "12", "13", "14", "15", "16", "17"),
                Pattern.compile("<th scope=\"row\">(\\d+)<")
                        .matcher(dom)
                        .results()
                        .map(row -> row.group(1))
                        .toList());
        assertEquals(4, count("<button aria-pressed=\"false\"", dom), "the script has made the lanes' names buttons");
    }

    @Test
    void hostileTextStaysText() throws Exception {
        String evil = "<img src=x onerror=alert(1)></td></table><script>document.title = 'stolen'</script>";
        FailureReport report = Samples.failure("T", "m", List.of(new Event(1, 1, evil, evil, 0, evil)));
        String dom = dom(report);
        assertTrue(dom.contains("<title>T.m: limit exceeded</title>"), dom);
        assertEquals(0, count("<img", dom), dom);
        assertEquals(1, count("<script", dom), dom);
        assertEquals(1 + 1 + 1, count("<tr", dom), dom);
    }

    private String dom(FailureReport report) throws Exception {
        Browser browser = Browser.inFolder(folder);
        Path page = folder.resolve("page.html");
        Files.writeString(page, PageText.of(report));
        return browser.dom(page);
    }

    private static long count(String part, String text) {
        return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }
}
