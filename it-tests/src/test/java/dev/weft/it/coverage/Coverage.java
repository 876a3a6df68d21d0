package dev.weft.it.coverage;

import dev.weft.it.harness.ClassFiles;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IBundleCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ILine;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;

/** JaCoCo: puts probes into class files, collects what they saw, and relates it to class files. */
final class Coverage {
    private final LoggerRuntime runtime = new LoggerRuntime();
    private final RuntimeData data = new RuntimeData();

    Coverage() throws Exception {
        runtime.startup(data);
    }

    ClassFiles instrumented(ClassFiles files) throws IOException {
        var instrumenter = new Instrumenter(runtime);
        Map<String, byte[]> with = new TreeMap<>();
        for (var file : files.byName().entrySet()) {
            with.put(file.getKey(), instrumenter.instrument(file.getValue(), file.getKey()));
        }
        return new ClassFiles(with);
    }

    /** The report on these files, of what ran since this object was made. */
    IBundleCoverage report(ClassFiles files) throws IOException {
        var seen = new ExecutionDataStore();
        data.collect(seen, new SessionInfoStore(), false);
        runtime.shutdown();
        var builder = new CoverageBuilder();
        var analyzer = new Analyzer(seen, builder);
        for (var file : files.byName().entrySet()) {
            analyzer.analyzeClass(file.getValue(), file.getKey());
        }
        return builder.getBundle("all");
    }

    /** What the report shows beside the lines of its only source file. */
    static Map<Integer, String> lines(IBundleCoverage report) {
        var lines = new TreeMap<Integer, String>();
        for (var file : report.getPackages().iterator().next().getSourceFiles()) {
            for (int number = file.getFirstLine(); number >= 0 && number <= file.getLastLine(); number++) {
                if (file.getLine(number).getStatus() != ICounter.EMPTY) {
                    lines.put(number, show(file.getLine(number)));
                }
            }
        }
        return lines;
    }

    static String show(ILine line) {
        var branches = line.getBranchCounter();
        return switch (line.getStatus()) {
            case ICounter.FULLY_COVERED -> "full";
            case ICounter.NOT_COVERED -> "missed";
            default ->
                branches.getMissedCount() == 0
                        ? "partly"
                        : branches.getCoveredCount() + " of " + branches.getTotalCount();
        };
    }
}
