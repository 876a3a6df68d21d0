package dev.weft.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs each benchmark by a run of JMH of its own, and writes all results after each. JMH itself writes them at the end only, so
 * that hours are lost if the last benchmark fails, or somebody interrupts it.
 */
final class OneByOne {
    private final Options options;
    private final Optional<Path> file;
    private final List<RunResult> results = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    OneByOne(Options options, Optional<Path> file) {
        this.options = options;
        this.file = file;
    }

    /** Whether all have run without failing, and there was one. */
    boolean run() throws IOException {
        var benchmarks = names();
        var start = Instant.now();
        for (int i = 0; i < benchmarks.size(); i++) {
            System.out.println("== " + (i + 1) + " of " + benchmarks.size() + left(start, i, benchmarks.size()));
            run(benchmarks.get(i));
        }
        ResultFormatFactory.getInstance(ResultFormatType.TEXT, System.out).writeOut(results);
        failed.forEach(name -> System.out.println("FAILED: " + name));
        return !results.isEmpty() && failed.isEmpty();
    }

    private List<String> names() {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return BenchmarkList.defaultList().find(silent, options.getIncludes(), options.getExcludes()).stream()
                .map(BenchmarkListEntry::getUsername)
                .distinct()
                .toList();
    }

    private static String left(Instant start, int done, int all) {
        if (done == 0) {
            return "";
        }
        var passed = Duration.between(start, Instant.now());
        var left = passed.multipliedBy(all - done).dividedBy(done);
        return ", " + passed.toMinutes() + " minutes so far, about " + left.toMinutes() + " left";
    }

    /** A benchmark that fails gives no result, or not all; those before and after it do. */
    private void run(String name) throws IOException {
        try {
            results.addAll(new Runner(new Only(name).parent(options).build()).run());
            if (file.isPresent()) {
                write(file.get());
            }
        } catch (RunnerException e) {
            System.out.println(e);
            failed.add(name);
        }
    }

    private void write(Path json) throws IOException {
        var part = json.resolveSibling(json.getFileName() + ".part");
        try (var out = new PrintStream(Files.newOutputStream(part), false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
        Files.move(part, json, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes one benchmark: what is included otherwise would be added to what the parent includes. It is sent to the fork. */
    private static final class Only extends OptionsBuilder {
        private static final long serialVersionUID = 1;

        private final String name;

        Only(String name) {
            this.name = name;
        }

        @Override
        public List<String> getIncludes() {
            return List.of("^" + Pattern.quote(name) + "$");
        }
    }
}
