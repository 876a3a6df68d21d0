package dev.weft.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes what was measured into {@code docs/evidence/performance.md}, between two marks, and {@code docs/evidence/performance.svg}. Arguments:
 * the folder with the results, the folder {@code docs/evidence}.
 */
public final class Report {
    private static final String BEGIN = "<!-- figures: written by benchmarks/report -->\n";
    private static final String END = "<!-- end of figures -->\n";

    private Report() {}

    public static void main(String[] arguments) throws IOException {
        var results = Path.of(arguments[0]);
        var docs = Path.of(arguments[1]);
        var runs = new ArrayList<Run>();
        try (Stream<Path> files = Files.list(results)) {
            for (var file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                runs.add(Run.read(file));
            }
        }
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no results in " + results + ": benchmarks/run makes them");
        }
        var page = docs.resolve("performance.md");
        var processes = results.resolve("processes.md");
        var figures = new StringBuilder();
        runs.forEach(run -> figures.append(tables(run)));
        if (Files.exists(processes)) {
            figures.append("### Whole processes\n\n")
                    .append(Files.readString(processes))
                    .append('\n');
        }
        Files.writeString(page, replaced(Files.readString(page), figures.toString()));
        var newest = runs.get(runs.size() - 1);
        Files.writeString(
                docs.resolve("performance.svg"),
                new Chart(workloads(newest, "M")).svg("The cost of await, " + newest.jdk()));
    }

    private static String tables(Run run) {
        return "### " + run.jdk() + "\n\nns / B for one operation; " + run.how() + ".\n\n"
                + section("", workloads(run, "M"))
                + section("Other threads: JMH's mean for a callback, and for a wake-up.\n\n", workloads(run, "X"))
                + section("Growth: see the names of the parameters.\n\n", workloads(run, "Growth"));
    }

    private static String section(String head, List<Result> results) {
        return results.isEmpty() ? "" : head + new Table(results).markdown() + "\n";
    }

    private static List<Result> workloads(Run run, String prefix) {
        return run.results().stream()
                .filter(result -> result.workload().startsWith(prefix))
                .toList();
    }

    private static String replaced(String page, String figures) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page lacks the marks " + BEGIN + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n" + figures + page.substring(end);
    }
}
