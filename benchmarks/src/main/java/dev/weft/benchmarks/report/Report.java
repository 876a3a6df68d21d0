package dev.weft.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes what was measured: for users into {@code performance.md}, between two marks, and {@code performance.svg}; all of it into
 * {@code results.md} with its pictures. Pictures without results are left as they are, and named.
 *
 * <p>Arguments: the folder with the results, that of the benchmarks, that of the page for users.
 */
public final class Report {
    private final Results results;
    private final List<Path> written = new ArrayList<>();

    private Report(Results results) {
        this.results = results;
    }

    public static void main(String[] arguments) throws IOException {
        var written = write(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        written.forEach(file -> System.out.println("written: " + file.normalize()));
    }

    /**
     * Writes all; gives the files.
     *
     * @throws IllegalArgumentException there are no results, or the page lacks the marks; then nothing is written
     */
    static List<Path> write(Path from, Path benchmarks, Path docs) throws IOException {
        var report = new Report(Results.read(from));
        var page = docs.resolve("performance.md");
        var figures = Page.replaced(Files.readString(page), Page.figures(report.results));
        report.file(page, Optional.of(figures));
        report.forUsers(docs.resolve("performance.svg"));
        report.file(benchmarks.resolve("results.md"), Optional.of(new Book(report.results).markdown()));
        report.workloads(benchmarks.resolve("results.svg"));
        for (var growth : Growth.values()) {
            report.growth(growth, benchmarks.resolve(growth.file()));
        }
        return report.written;
    }

    private void forUsers(Path file) throws IOException {
        var newest = results.newest();
        file(file, drawn(Use.rows(newest), 58, "What it costs, " + newest.jdk()));
    }

    private void workloads(Path file) throws IOException {
        var newest = results.newest();
        file(file, drawn(Row.of(newest.of("M")), 22, "All workloads, " + newest.jdk()));
    }

    private void growth(Growth growth, Path file) throws IOException {
        var points = growth.results(results.newest());
        file(
                file,
                points.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new GrowthChart(growth, points)
                                .svg(results.newest().jdk())));
    }

    private static Optional<String> drawn(List<Row> rows, int height, String title) {
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Chart(rows, height).svg(title));
    }

    private void file(Path file, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            Files.writeString(file, text.get());
            written.add(file);
        } else {
            System.err.println("no results for " + file.normalize() + ": it is as it was");
        }
    }
}
