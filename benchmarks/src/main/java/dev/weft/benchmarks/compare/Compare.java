package dev.weft.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures one build, or compares two; the script {@code compare} prepares them. Arguments: {@code full} or {@code quick}; which
 * benchmarks, a regular expression; a folder for what is measured; the file for the outcome; homes of JDKs, separated by blanks;
 * the folder and the name of each build. Exit status: 1 if the second build is slower somewhere, or takes other bytes.
 */
public final class Compare {
    private final Settings settings;
    private final List<Build> builds;
    private final OutcomeFile file;
    private final Instant start = Instant.now();

    private Compare(Settings settings, List<Build> builds, OutcomeFile file) {
        this.settings = settings;
        this.builds = builds;
        this.file = file;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var settings = "quick".equals(arguments[0]) ? Settings.QUICK : Settings.FULL;
        var builds = new ArrayList<Build>();
        for (int i = 5; i < arguments.length; i += 2) {
            builds.add(Build.read(Path.of(arguments[i]), arguments[i + 1]));
        }
        var benchmarks = benchmarks(Pattern.compile(arguments[1]));
        if (benchmarks.isEmpty()) {
            throw new IllegalArgumentException("no benchmark is like " + arguments[1]);
        }
        var compare = new Compare(settings, builds, new OutcomeFile(Path.of(arguments[3]), builds, settings));
        boolean same = true;
        for (var home : arguments[4].strip().split(" ", -1)) {
            var name = Path.of(home).getFileName() + "-" + settings.name();
            same &= compare.on(new Jvm(Path.of(home), Path.of(arguments[2], name)), benchmarks);
        }
        System.exit(same ? 0 : 1);
    }

    /** Those of Weft that need no other thread, by their full names, in the order of the alphabet. */
    private static List<String> benchmarks(Pattern only) {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return Stream.concat(
                        BenchmarkList.defaultList().find(silent, List.of("\\.weft$"), List.of("\\.X3")).stream()
                                .map(BenchmarkListEntry::getUsername),
                        Stream.of(Measuring.SLEEPERS))
                .distinct()
                .filter(name -> only.matcher(name).find())
                .toList();
    }

    private boolean on(Jvm jvm, List<String> benchmarks) throws IOException, InterruptedException {
        System.out.println("\n" + jvm.home() + "\n" + Lines.head(builds));
        boolean same = true;
        for (int i = 0; i < benchmarks.size(); i++) {
            progress((i + 1) + " of " + benchmarks.size() + ": " + benchmarks.get(i));
            var outcome = outcome(benchmarks.get(i), jvm);
            Lines.of(outcome).forEach(System.out::println);
            file.add(jvm, outcome);
            same &= builds.size() == 1
                    || outcome.comparisons().stream().allMatch(c -> c.verdict() == Comparison.Verdict.SAME);
        }
        return same;
    }

    private Outcome outcome(String benchmark, Jvm jvm) throws IOException, InterruptedException {
        var exact = new ArrayList<Exact>();
        for (int i = 0; i < builds.size() && !Measuring.SLEEPERS.equals(benchmark); i++) {
            exact.add(Exact.of(benchmark, builds.get(i), jvm, settings, place(i, "")));
        }
        var outcome = new Outcome(benchmark, exact, new TreeMap<>());
        var measuring = new Measuring(jvm, settings);
        for (int repetition = 1; repetition <= Comparison.REPETITIONS; repetition++) {
            Outcome.add(outcome.figures(), repetition(benchmark, measuring, repetition));
            if (builds.size() == 1 || !outcome.isOpen()) {
                break;
            }
        }
        return outcome;
    }

    private List<List<Map<String, Sample>>> repetition(String benchmark, Measuring measuring, int repetition)
            throws IOException, InterruptedException {
        List<List<Map<String, Sample>>> found = IntStream.range(0, builds.size())
                .<List<Map<String, Sample>>>mapToObj(i -> new ArrayList<>())
                .toList();
        for (int build : Turns.of(builds.size(), settings.forks())) {
            var samples = found.get(build);
            int fork = samples.size() + 1;
            progress("repetition " + repetition + ", " + builds.get(build).name() + ", process " + fork);
            samples.add(measuring.once(benchmark, builds.get(build), place(build, "-" + repetition + "-" + fork)));
        }
        return found;
    }

    /** Two builds may have one name, or one checksum: that of a build with itself shows what is noise. */
    private static String place(int build, String suffix) {
        return "AB".charAt(build) + suffix;
    }

    private void progress(String text) {
        System.err.println("  [" + Duration.between(start, Instant.now()).toMinutes() + " min] " + text);
    }
}
