package dev.weft.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of results.
 *
 * @param runs one for each release of Java, the newest last
 * @param notInlined the same, where the compiler must not inline the bodies
 * @param processes what {@code benchmarks/processes} has written
 */
record Results(List<Run> runs, List<Run> notInlined, Optional<String> processes) {

    /**
     * Reads {@code *.json}, {@code not-inlined/*.json} and {@code processes.md}. Of files of the same release those whose names come
     * later in the alphabet add to the others.
     *
     * @throws IllegalArgumentException there are no runs
     */
    static Results read(Path folder) throws IOException {
        var runs = runs(folder);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no results in " + folder + ": benchmarks/run makes them");
        }
        var processes = folder.resolve("processes.md");
        return new Results(
                runs,
                runs(folder.resolve("not-inlined")),
                Files.exists(processes) ? Optional.of(Files.readString(processes)) : Optional.empty());
    }

    private static List<Run> runs(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var runs = new TreeMap<Integer, Run>();
        try (Stream<Path> files = Files.list(folder)) {
            for (var file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                var run = Run.read(file);
                runs.merge(run.release(), run, Run::and);
            }
        }
        return new ArrayList<>(runs.values());
    }

    Run newest() {
        return runs.get(runs.size() - 1);
    }
}
