package dev.weft.compiler.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.Finding;
import dev.weft.compiler.check.Reporter;
import dev.weft.compiler.check.Rules;
import dev.weft.compiler.check.SourceFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** What the rules find in a source that says, in a comment on the line, what they should. */
public final class Findings {

    private static final Pattern EXPECTED = Pattern.compile("// (WEFT\\d{3}: .*)$");

    private Findings() {}

    public static List<Finding> of(Classes classes) {
        var findings = new ArrayList<Finding>();
        for (var name : classes.names()) {
            var scanned = classes.scanned(name);
            var reporter = new Reporter(scanned.node(), new SourceFiles(List.of()));
            Rules.checkAll(scanned, reporter);
            findings.addAll(reporter.findings());
        }
        return findings;
    }

    /** Compiles the source, and checks that the findings are those of its comments and no others. */
    public static List<Finding> asCommented(String source) {
        var expected = new ArrayList<String>();
        var lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var comment = EXPECTED.matcher(lines.get(i));
            if (comment.find()) {
                expected.add(i + 1 + " " + comment.group(1));
            }
        }
        var found = of(Javac.compile(source));
        assertEquals(
                String.join("\n", expected),
                found.stream()
                        .sorted(Comparator.comparingInt(Finding::line))
                        .map(finding -> finding.line() + " " + finding.code() + ": " + finding.message())
                        .reduce((a, b) -> a + "\n" + b)
                        .orElse(""));
        return found;
    }
}
