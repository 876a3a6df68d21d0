package dev.weft.compiler.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.check.Rules;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingDocs;
import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.finding.SourceFiles;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.hierarchy.ClassSource;
import dev.weft.compiler.normalise.AwaitAsyncClose;
import dev.weft.compiler.normalise.AwaitReturnsInTry;
import dev.weft.compiler.normalise.CloseStreamsAtLoopExits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the rules find in a source that says, in a comment on the line, what they should. */
public final class Findings {

    private static final Pattern EXPECTED = Pattern.compile("// (WEFT\\d{3}: .*)$");

    private Findings() {}

    public static List<Finding> of(Classes classes) {
        return of(classes, FindingPolicy.DEFAULT);
    }

    /** Also makes sure that the documentation names the remedy of each. */
    public static List<Finding> of(Classes classes, FindingPolicy policy) {
        var hierarchy = hierarchy(classes);
        var rules = new Rules(new SourceFiles(List.of()), hierarchy, policy);
        var findings = new ArrayList<Finding>();
        for (var name : classes.names()) {
            var scanned = classes.scanned(name);
            CloseStreamsAtLoopExits.in(scanned);
            AwaitReturnsInTry.in(scanned);
            scanned.asyncMethods().forEach(method -> AwaitAsyncClose.in(method, hierarchy));
            findings.addAll(rules.check(scanned));
        }
        findings.forEach(Findings::assertExplained);
        return findings;
    }

    private static ClassHierarchy hierarchy(Classes classes) {
        try {
            ClassSource own = name -> Optional.ofNullable(classes.files().get(name));
            return new ClassHierarchy(List.of(own, ClassSource.of(Runtimes.weft())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertExplained(Finding finding) {
        var entry = words(FindingDocs.of(finding.code()));
        assertTrue(entry.contains(words(finding.remedy())), () -> "findings.md lacks a remedy: " + finding);
    }

    private static String words(String text) {
        return text.replace("`", "").replaceAll("\\s+", " ");
    }

    /** Returns the source of an annotation type, which carries those that are given. */
    public static String annotation(String name, String carried) {
        int dot = name.lastIndexOf('.');
        return "package " + name.substring(0, dot) + "; " + carried + " public @interface " + name.substring(dot + 1)
                + " {}";
    }

    /** Compiles the source, and checks that the findings are those of its comments and no others. */
    public static List<Finding> asCommented(String source) {
        return asCommented(source, List.of());
    }

    /** The same, compiled together with annotations of other libraries, each given by its qualified name. */
    public static List<Finding> asCommented(String source, List<String> annotations) {
        var expected = new ArrayList<String>();
        var lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var comment = EXPECTED.matcher(lines.get(i));
            if (comment.find()) {
                expected.add(i + 1 + " " + comment.group(1));
            }
        }
        var sources = new ArrayList<>(List.of(source));
        annotations.forEach(name -> sources.add(annotation(name, "")));
        var found = of(Javac.compile(sources));
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
