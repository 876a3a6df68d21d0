package dev.weft.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All tables, as Markdown.
 *
 * @param results what was measured
 */
record Book(Results results) {

    String markdown() {
        var text = new StringBuilder(
                """
                # Results

                Written by `benchmarks/report`. How to read them, and what a workload is: [README](README.md). Run on %s, %d processors.

                ![All workloads](results.svg)

                """.formatted(System.getProperty("os.name") + " " + System.getProperty("os.arch"), processors()));
        text.append(growth());
        results.runs().forEach(run -> text.append(chapter(run)));
        for (var run : results.notInlined()) {
            text.append("## Not inlined, ")
                    .append(run.jdk())
                    .append("\n\n")
                    .append(how(run))
                    .append(new Table(run.of("M")).markdown())
                    .append('\n');
        }
        results.processes()
                .ifPresent(processes -> text.append("## Whole processes\n\n")
                        .append(processes.strip())
                        .append('\n'));
        return text.toString().stripTrailing() + "\n";
    }

    /** The pictures, of what the newest JDK has been measured with. */
    private String growth() {
        var pictures = Arrays.stream(Growth.values())
                .filter(growth -> !growth.results(results.newest()).isEmpty())
                .map(growth -> "By " + growth.what() + ":\n\n![By " + growth.what() + "](" + growth.file() + ")\n\n")
                .collect(Collectors.joining());
        return pictures.isEmpty() ? "" : "## Growth\n\n" + pictures;
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static String how(Run run) {
        return Prose.wrapped("ns / B for one operation; " + run.day() + "; " + String.join(", or ", run.how()) + ".")
                + "\n\n";
    }

    private static String chapter(Run run) {
        return "## " + run.jdk() + "\n\n" + how(run)
                + table("", run.of("M")).orElse("")
                + table("Streams, for one item.\n\n", run.of("S")).orElse("")
                + table("Other threads: JMH's mean for a callback, and for a wake-up.\n\n", run.of("X"))
                        .orElse("")
                + Arrays.stream(Growth.values())
                        .flatMap(growth -> growth.table(run).stream())
                        .collect(Collectors.joining())
                + rates(run);
    }

    private static Optional<String> table(String head, List<Result> results) {
        return results.isEmpty() ? Optional.empty() : Optional.of(head + new Table(results).markdown() + "\n");
    }

    private static String rates(Run run) {
        return run.rates().isEmpty()
                ? ""
                : run.rates().stream().map(Rate::line).collect(Collectors.joining("", "The test kit:\n\n", "\n"));
    }
}
