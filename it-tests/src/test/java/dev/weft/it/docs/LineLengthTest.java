package dev.weft.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of prose in documents have at most 120 characters. Tables, code, headings and pictures may be wider. */
class LineLengthTest {
    private static final int MOST = 120;

    @Test
    void proseIsNotTooWide() throws IOException {
        var wide = new ArrayList<String>();
        for (var page : pages()) {
            wideLines(Files.readAllLines(page)).forEach(line -> wide.add(page + ":" + line));
        }
        assertEquals(List.of(), wide);
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<>(Repository.files(Repository.ROOT.resolve("docs"), ".md"));
        pages.add(Repository.ROOT.resolve("benchmarks/README.md"));
        try (var top = Files.list(Repository.ROOT)) {
            top.filter(path -> path.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }

    /** The numbers of the lines that are too wide. */
    private static List<Integer> wideLines(List<String> lines) {
        var wide = new ArrayList<Integer>();
        boolean inCode = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.strip().startsWith("```")) {
                inCode = !inCode;
            } else if (!inCode && isProse(line) && line.codePointCount(0, line.length()) > MOST) {
                wide.add(i + 1);
            }
        }
        return wide;
    }

    private static boolean isProse(String line) {
        return !line.startsWith("#")
                && !line.startsWith("    ")
                && !line.strip().startsWith("|")
                && !line.startsWith("![");
    }

    @Test
    void findsWhatIsTooWide() {
        String wide = "word ".repeat(24) + "w";
        assertEquals(
                List.of(2, 6, 9),
                wideLines(List.of(
                        wide.substring(1), wide, "```", wide, "```", "- " + wide, "| " + wide, "# " + wide, wide)));
        assertEquals(List.of(), wideLines(List.of("    " + wide, "![" + wide + "](a.svg)", "é".repeat(120))));
    }
}
