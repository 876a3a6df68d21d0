package dev.weft.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
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
     * Reads {@code *.json}, {@code not-inlined/*.json} and {@code processes.md}. Of files of the same release the later written
     * adds to the others.
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
        for (var file : oldestFirst(folder)) {
            var run = Run.read(file);
            runs.merge(run.release(), run, Run::and);
        }
        return new ArrayList<>(runs.values());
    }

    private static List<Path> oldestFirst(Path folder) throws IOException {
        var files = new TreeMap<Path, FileTime>();
        try (Stream<Path> all = Files.list(folder)) {
            for (var file : all.filter(f -> f.toString().endsWith(".json")).toList()) {
                files.put(file, Files.getLastModifiedTime(file));
            }
        }
        return files.keySet().stream().sorted(Comparator.comparing(files::get)).toList();
    }

    Run newest() {
        return runs.get(runs.size() - 1);
    }
}
