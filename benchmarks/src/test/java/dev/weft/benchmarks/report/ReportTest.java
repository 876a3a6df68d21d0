package dev.weft.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages, from the small files of results in {@code src/test/resources/report/results}. */
class ReportTest {
    private static final String MARKED =
            "# Costs\n\n<!-- figures: written by benchmarks/report -->\nold\n<!-- end of figures -->\n\nThe end.\n";

    @TempDir
    private Path dir;

    private Path results;

    @BeforeEach
    void findResults() throws IOException, URISyntaxException {
        results = Path.of(ReportTest.class.getResource("/report/results").toURI());
        written("jdk25.json", "2026-11-22T10:00:00Z");
        written("jdk25-later.json", "2026-11-23T10:00:00Z");
        Files.writeString(dir.resolve("performance.md"), MARKED);
    }

    private void written(String file, String when) throws IOException {
        Files.setLastModifiedTime(results.resolve(file), FileTime.from(Instant.parse(when)));
    }

    private String text(String file) throws IOException {
        return Files.readString(dir.resolve(file));
    }

    private void writeAll() throws IOException {
        Report.write(results, dir, dir);
    }

    private void assertHas(String part, String text) {
        assertTrue(text.contains(part), () -> part + " is not in\n" + text);
    }

    @Test
    void proseIsWrapped() {
        var words = "word ".repeat(50).strip();
        assertEquals(
                "word ".repeat(24).strip() + "\n" + "word ".repeat(24).strip() + "\nword word", Prose.wrapped(words));
    }

    @Test
    void usersSeeFiveRowsForEachJdk() throws IOException {
        writeAll();
        String page = text("performance.md");
        assertHas("""
                # Costs

                <!-- figures: written by benchmarks/report -->

                | Java 17, ns | Weft | Kotlin | ea-async |
                |---|---|---|---|
                | await something ready | 0.8 | 0.6 | – |
                | yield | 7.7 | – | – |
                | start and join a task | – | – | – |
                | message between tasks | – | – | – |
                | failure with trace | 4,773 | – | 5,417 |

                """, page);
        assertHas("""
                | Java 25, ns | Weft | virtual thread | hand-written |
                |---|---|---|---|
                | await something ready | 0.8 | – | – |
                | yield | 8.5 | 795 | 4.3 |
                """, page);
        assertHas("""
                <!-- end of figures -->

                The end.
                """, page);
        assertFalse(page.contains("old"), page);
    }

    @Test
    void usersSeeWhatASleepingTaskWeighs() throws IOException {
        writeAll();
        assertHas("""
                | a sleeping task, bytes | Weft | Kotlin | virtual thread |
                |---|---|---|---|
                | Java 17 | 122 | 308 | – |
                | Java 25 | 121 | – | 817 |
                """, text("performance.md"));
    }

    @Test
    void ofTwoFilesForOneJdkTheLaterWrittenAdds() throws IOException {
        var runs = Results.read(results).runs();
        assertEquals(List.of(17, 25), runs.stream().map(Run::release).toList());
        var newest = runs.get(1);
        assertEquals(
                List.of(
                        "3 forks, each with 5 × 1 s of warm-up and 5 × 1 s",
                        "1 fork with 5 × 1 s of warm-up and 5 × 1 s"),
                newest.how().stream().sorted(Comparator.reverseOrder()).toList());
        assertEquals(
                List.of(30.3),
                newest.of("M6PingPong").stream().map(Result::nanos).toList());
        assertEquals("2026-11-23", newest.day().toString());
        assertEquals(8.51, Use.YIELD.result(newest, Peer.WEFT).orElseThrow().nanos());
    }

    @Test
    void theBookHasAllTables() throws IOException {
        writeAll();
        String book = text("results.md");
        assertHas("| M1ReadyCall | 0.63 / 0 B | | 0.80 ± 0.50 / 0 B |\n", book);
        assertHas("| M7Failure, depth 10, trace kept | | | 4,813 ± 0.50 / 3513 B |\n", book);
        assertHas("| X3Execute | 18.2 ± 0.50 / 24 B |\n", book);
        assertHas("## Not inlined, JDK 17.0.15 (OpenJDK 64-Bit Server VM)\n", book);
        assertHas("| M2TenMethods | 24.5 ± 0.50 / 0 B |\n", book);
        assertHas("- X5Explore: 31,235 ± 0.50 operations a second; `schedulesPerCpuSecond` 25,000\n", book);
        assertHas("| weft | JDK 17 | 113 ms | 838 | 854 |\n", book);
    }

    @Test
    void growthIsForOneTaskAlsoWhereAllAreMeasured() throws IOException {
        writeAll();
        assertHas("""
                By tasks that each yield once; ns / B for one task.

                | | Kotlin | Weft |
                |---|---|---|
                | GrowthTasks, tasks 1000 | 300 ± 0.00 / 345 B | 40.0 ± 0.00 / 100 B |
                | GrowthTasks, tasks 10000 | | 200 ± 0.00 / 100 B |
                """, text("results.md"));
    }

    @Test
    void aPeerWithAClassOfItsOwnIsInTheSameTable() throws IOException {
        writeAll();
        assertHas("""
                By awaits in one method; ns / B for one await.

                | | Kotlin | Weft |
                |---|---|---|
                | GrowthAwaits, awaits 1, suspending false | 1.06 ± 0.50 / 0 B | 1.22 ± 0.50 / 0 B |
                | GrowthAwaits, awaits 10, suspending false | | 2.14 ± 0.50 / 0 B |
                """, text("results.md"));
    }

    @Test
    void whatIsMissingIsLeftAsItWas() throws IOException {
        Files.writeString(dir.resolve("growth-depth.svg"), "as it was");
        var written = Report.write(results, dir, dir);
        assertFalse(written.contains(dir.resolve("growth-depth.svg")), written::toString);
        assertTrue(written.contains(dir.resolve("growth-tasks.svg")), written::toString);
        assertEquals("as it was", text("growth-depth.svg"));
        assertFalse(text("results.md").contains("growth-depth.svg"));
        assertHas("![By tasks that each yield once](growth-tasks.svg)\n", text("results.md"));
    }

    @Test
    void aPageWithoutMarksIsRefusedBeforeAnythingIsWritten() throws IOException {
        Files.writeString(dir.resolve("performance.md"), "# Costs\n");
        assertThrows(IllegalArgumentException.class, this::writeAll);
        assertEquals("# Costs\n", text("performance.md"));
        assertFalse(Files.exists(dir.resolve("results.md")));
    }

    @Test
    void noResultsAreRefused() throws IOException {
        var empty = Files.createDirectory(dir.resolve("empty"));
        var failure = assertThrows(IllegalArgumentException.class, () -> Report.write(empty, dir, dir));
        assertEquals("no results in " + empty + ": benchmarks/run makes them", failure.getMessage());
    }
}
