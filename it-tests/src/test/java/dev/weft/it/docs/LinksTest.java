package dev.weft.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each link of a document leads somewhere, and each document is in the index of its folder. */
class LinksTest {

    @Test
    void linksLeadSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        int links = 0;
        for (var page : pages()) {
            for (var link : Link.of(page)) {
                link.problem().ifPresent(problem -> broken.add(link + ": " + problem));
                links++;
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(links >= 150, "found only " + links);
    }

    @Test
    void eachPageAndFolderIsInItsIndex() throws IOException {
        var missing = new ArrayList<String>();
        for (var page : Repository.files(Repository.ROOT.resolve("docs"), ".md")) {
            var index = index(page);
            if (!index.equals(page) && Link.of(index).stream().noneMatch(link -> link.leadsTo(page))) {
                missing.add(index + " does not link to " + page);
            }
        }
        assertEquals(List.of(), missing);
    }

    /** The README of the folder; that of the folder above for a README. */
    private static Path index(Path page) {
        var folder = page.getParent();
        if (page.endsWith("README.md") && !page.endsWith("docs/README.md")) {
            folder = folder.getParent();
        }
        return folder.resolve("README.md");
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<>(Repository.files(Repository.ROOT.resolve("docs"), ".md"));
        pages.addAll(Repository.files(Repository.ROOT.resolve("benchmarks"), ".md"));
        try (var top = Files.list(Repository.ROOT)) {
            top.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    @Test
    void findsWhatIsBroken(@TempDir Path dir) throws IOException {
        Files.writeString(dir.resolve("b.md"), "# A `title`, and more\n\n```\n# none\n```\n## Twice\n## Twice\n");
        assertEquals("", problems(dir, "[b](b.md) [b](b.md#a-title-and-more) [b](b.md#twice-1) [x](https://x.y/z)"));
        assertEquals("", problems(dir, "# Here\n[here](#here) `[no](link)`\n```\n[no](link)\n```\n"));
        assertEquals("no such file", problems(dir, "![c](c.svg)"));
        assertEquals("no such heading", problems(dir, "[b](b.md#none)"));
        assertEquals("no such heading", problems(dir, "[a](#there)"));
    }

    private static String problems(Path dir, String text) throws IOException {
        var page = Files.writeString(dir.resolve("a.md"), text);
        var problems = new ArrayList<String>();
        for (var link : Link.of(page)) {
            link.problem().ifPresent(problems::add);
        }
        return String.join(", ", problems);
    }
}
