package dev.weft.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What tells one build from another on a machine whose times tell nothing; see {@code Counts} and {@code CompiledSize}.
 *
 * @param bytecodes executed by an operation
 * @param bytes allocated by an operation that is interpreted
 * @param machineCode bytes of what C2 compiles, the only one that varies
 */
record Exact(double bytecodes, double bytes, long machineCode) {
    private static final String FILE = "FILE";
    private static final String PACKAGE = "dev.weft.benchmarks.count.";

    static Exact of(String benchmark, Build build, Jvm jvm, Settings settings, String place)
            throws IOException, InterruptedException {
        var folder = Measuring.shortName(benchmark) + "/";
        Path counts = jvm.file(
                folder + "counts-" + place,
                build,
                List.of("-Xint"),
                PACKAGE + "Counts",
                FILE,
                List.of(benchmark, FILE));
        Path size = jvm.file(
                folder + "size-" + place,
                build,
                List.of("-Xbatch", "-Xms512m", "-Xmn192m"),
                PACKAGE + "CompiledSize",
                FILE,
                List.of(benchmark, String.valueOf(settings.invocations()), FILE));
        var figures = Files.readString(counts).strip().split(" ", 2);
        return new Exact(
                Double.parseDouble(figures[0]),
                Double.parseDouble(figures[1]),
                Long.parseLong(Files.readString(size).strip()));
    }
}
