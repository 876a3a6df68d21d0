package dev.weft.compiler.cli;

import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.finding.FindingPolicy.Treatment;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how findings are treated. */
final class FindingOptions {

    @Option(names = "--allow", split = ",", paramLabel = "CODE", description = "switch off a warning, as WEFT007")
    private List<FindingCode> allowed = new ArrayList<>();

    @Option(names = "--error", split = ",", paramLabel = "CODE", description = "let a warning count as an error")
    private List<FindingCode> errors = new ArrayList<>();

    @Option(
            names = "--blocking",
            split = ",",
            paramLabel = "CLASS#METHOD",
            description = "one more method that blocks the thread (WEFT007); * for all of the class")
    private List<String> blocking = new ArrayList<>();

    @Option(
            names = "--handlers",
            split = ",",
            paramLabel = "ANNOTATION",
            description = "one more annotation of methods that a framework calls (WEFT020)")
    private List<String> handlers = new ArrayList<>();

    @Option(names = "--fail-on-warning", description = "let warnings, too, keep everything as it was")
    private boolean failOnWarning;

    boolean failOnWarning() {
        return failOnWarning;
    }

    FindingPolicy policy() {
        try {
            var policy = FindingPolicy.DEFAULT.withBlocking(blocking).withHandlers(handlers);
            for (var code : allowed) {
                policy = policy.with(code, Treatment.OFF);
            }
            for (var code : errors) {
                policy = policy.with(code, Treatment.ERROR);
            }
            return policy;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
