package dev.weft.benchmarks.report;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A run of JMH on one JDK, or what several such runs have measured together.
 *
 * @param release of Java: 17
 * @param jdk name and version of the JVM
 * @param day when it ended
 * @param how forks and iterations; several if benchmarks differ
 * @param results in the order of the file
 * @param rates of those that measure no time
 */
public record Run(int release, String jdk, LocalDate day, Set<String> how, List<Result> results, List<Rate> rates) {

    public static Run read(Path json) throws IOException {
        var how = new LinkedHashSet<String>();
        var results = new ArrayList<Result>();
        var rates = new ArrayList<Rate>();
        var all = Entry.all(JsonParser.parseString(Files.readString(json)));
        for (var one : all) {
            how.add(one.how());
            if (one.isTime()) {
                results.add(one.result());
            } else {
                rates.add(one.rate());
            }
        }
        var first = all.get(0);
        var day = LocalDate.ofInstant(Files.getLastModifiedTime(json).toInstant(), ZoneOffset.UTC);
        return new Run(first.release(), first.jdk(), day, how, results, rates);
    }

    /** These results and those of a later run on the same JDK, which take the place of these where both have one. */
    Run and(Run later) {
        var together = new LinkedHashMap<String, Result>();
        results.forEach(result -> together.put(result.row() + "." + result.peer(), result));
        later.results.forEach(result -> together.put(result.row() + "." + result.peer(), result));
        var counted = new LinkedHashMap<String, Rate>();
        rates.forEach(rate -> counted.put(rate.workload(), rate));
        later.rates.forEach(rate -> counted.put(rate.workload(), rate));
        var both = new LinkedHashSet<>(how);
        both.addAll(later.how);
        return new Run(
                release,
                later.jdk,
                day.isAfter(later.day) ? day : later.day,
                both,
                List.copyOf(together.values()),
                List.copyOf(counted.values()));
    }

    /** The results of the workloads whose names begin so. */
    List<Result> of(String prefix) {
        return results.stream()
                .filter(result -> result.workload().startsWith(prefix))
                .toList();
    }
}
