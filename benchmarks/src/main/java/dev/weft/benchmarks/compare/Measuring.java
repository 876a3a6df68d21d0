package dev.weft.benchmarks.compare;

import dev.weft.benchmarks.report.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Processes that each measure a benchmark once: forks of JMH, and for X1 whole programs. */
record Measuring(Jvm jvm, Settings settings) {
    /** Not a benchmark of JMH: a program whose tasks sleep. */
    static final String SLEEPERS = "dev.weft.benchmarks.X1Sleepers.weft";

    private static final String FILE = "FILE";
    private static final int SECOND = 1_000_000_000;

    /** What a process finds, by the benchmark's parameters. */
    Map<String, Sample> once(String benchmark, Build build, String place) throws IOException, InterruptedException {
        return SLEEPERS.equals(benchmark) ? sleepers(build, place) : fork(benchmark, build, place);
    }

    private Map<String, Sample> fork(String benchmark, Build build, String place)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(FILE, "-jvm", jvm.java(), "-prof", "gc", "-foe", "true", "-f", "1"));
        arguments.addAll(settings.jmh());
        arguments.add("^" + benchmark.replace(".", "\\.") + "$");
        var file = jvm.file(
                name(benchmark, place) + ".json", build, List.of(), "dev.weft.benchmarks.Main", FILE, arguments);
        var samples = new TreeMap<String, Sample>();
        for (var result : Run.read(file).results()) {
            samples.put(result.row(), new Sample(result.nanos(), result.bytes()));
        }
        return samples;
    }

    /** The time is that of a task, without the second that it sleeps; the bytes are those of the heap that it keeps. */
    private Map<String, Sample> sleepers(Build build, String place) throws IOException, InterruptedException {
        double seconds = figure(program("wall", build, place));
        double bytes = figure(program("parked", build, place));
        return Map.of(
                settings.sleepers() + " sleepers", new Sample((seconds - 1) * SECOND / settings.sleepers(), bytes));
    }

    private Path program(String what, Build build, String place) throws IOException, InterruptedException {
        return jvm.file(
                name(SLEEPERS, place) + "-" + what,
                build,
                List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"),
                "dev.weft.benchmarks.process.Sleeping",
                FILE,
                List.of("weft", what, String.valueOf(settings.sleepers()), FILE));
    }

    private static double figure(Path file) throws IOException {
        return Double.parseDouble(Files.readString(file).strip().split(" ", 2)[1]);
    }

    private static String name(String benchmark, String place) {
        return shortName(benchmark) + "/" + place;
    }

    static String shortName(String benchmark) {
        return benchmark.replaceFirst("^dev\\.weft\\.benchmarks\\.", "").replaceFirst("\\.weft$", "");
    }
}
