package dev.weft.benchmarks.compare;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The outcome as JSON, written anew after each benchmark. */
final class OutcomeFile {
    private final Path file;
    private final Map<String, Object> content = new LinkedHashMap<>();
    private final Map<String, List<Object>> jdks = new LinkedHashMap<>();

    OutcomeFile(Path file, List<Build> builds, Settings settings) {
        this.file = file;
        content.put("builds", builds.stream().map(Build::name).toList());
        content.put("classes", builds.stream().map(Build::id).toList());
        content.put(
                "machine",
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors");
        content.put("settings", settings);
        content.put("jdks", jdks);
    }

    void add(Jvm jvm, Outcome outcome) throws IOException {
        var one = new LinkedHashMap<String, Object>();
        one.put("benchmark", Measuring.shortName(outcome.benchmark()));
        one.put("exact", outcome.exact());
        var rows = new LinkedHashMap<String, Object>();
        outcome.figures().forEach((row, repetitions) -> rows.put(row, row(repetitions)));
        one.put("measured", rows);
        if (outcome.figures().values().iterator().next().get(0).size() > 1) {
            var verdicts = new LinkedHashMap<String, String>();
            outcome.comparisons()
                    .forEach(c -> verdicts.put(c.benchmark(), c.verdict().toString()));
            one.put("verdicts", verdicts);
        }
        jdks.computeIfAbsent(version(jvm), name -> new ArrayList<>()).add(one);
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                part, new GsonBuilder().setPrettyPrinting().create().toJson(content) + System.lineSeparator());
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** For each repetition, for each build: medians, and the times they come from. */
    private static List<Object> row(List<List<Figures>> repetitions) {
        return repetitions.stream()
                .<Object>map(builds -> builds.stream()
                        .map(figures -> {
                            var each = new LinkedHashMap<String, Object>();
                            each.put("nanos", rounded(figures.nanos()));
                            each.put("bytes", rounded(figures.bytes()));
                            each.put(
                                    "nanosOfForks",
                                    figures.samples().stream()
                                            .map(sample -> rounded(sample.nanos()))
                                            .toList());
                            return each;
                        })
                        .toList())
                .toList();
    }

    private static double rounded(double figure) {
        return Math.round(figure * 1_000) / 1_000.0;
    }

    private static String version(Jvm jvm) throws IOException {
        return Files.readAllLines(jvm.home().resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> "JDK " + line.substring("JAVA_VERSION=".length()).replace("\"", ""))
                .findFirst()
                .orElse("a JDK");
    }
}
