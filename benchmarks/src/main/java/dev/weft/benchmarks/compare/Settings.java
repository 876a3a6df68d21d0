package dev.weft.benchmarks.compare;

import java.util.List;

/**
 * How long is measured.
 *
 * @param name part of the name of the folder with the results: those of other settings are not taken
 * @param forks processes for each build, in each repetition
 * @param jmh options of JMH; none: those of the benchmarks
 * @param sleepers tasks asleep at once
 * @param invocations of a benchmark until the size of its compiled code is read
 */
record Settings(String name, int forks, List<String> jmh, int sleepers, int invocations) {
    static final Settings FULL = new Settings("full", 5, List.of(), 1_000_000, 10_000);

    /** Shows that all works; its times mean little. */
    static final Settings QUICK =
            new Settings("quick", 1, List.of("-wi", "2", "-i", "2", "-w", "300ms", "-r", "300ms"), 100_000, 1_000);
}
