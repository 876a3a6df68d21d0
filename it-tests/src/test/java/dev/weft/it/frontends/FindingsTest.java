package dev.weft.it.frontends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weft.compiler.Weaver;
import dev.weft.it.harness.Weaving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each compiler compiles the same sources, and the weaver warns of the lines that are marked. The projects in {@code src/it}
 * are made to cause warnings; few of the targets cause one. A line that causes a warning ends with its code, as a comment.
 */
@Timeout(120)
class FindingsTest {
    private static final Path SOURCES = Path.of(System.getProperty("weft.it.sources"));
    private static final Pattern WARNED = Pattern.compile(".*// (WEFT0(?:06|07|08|11|15|17|18))$");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void ofTheProjectsForEachRule(FrontEnd frontEnd) throws IOException {
        assertWarnedAsCommented(
                frontEnd, projects("weft006", "weft007", "weft008", "weft015", "weft017", "weft018"), "-g");
        assertWarnedAsCommented(frontEnd, projects("weft011"), "-g:source,lines");
    }

    private static List<SourceText> projects(String... codes) throws IOException {
        var sources = new ArrayList<SourceText>();
        for (var code : codes) {
            var project = SOURCES.resolveSibling("../it").resolve(code).resolve("src/main/java/example");
            try (Stream<Path> files = Files.list(project.normalize())) {
                for (var file : files.toList()) {
                    var name = file.getFileName().toString().replace(".java", "");
                    sources.add(new SourceText("example." + name, Files.readString(file)));
                }
            }
        }
        return sources;
    }

    @ParameterizedTest
    @EnumSource
    void ofTheTargets(FrontEnd frontEnd) throws IOException {
        assertWarnedAsCommented(frontEnd, new TargetSources().of(17), "-g");
    }

    private void assertWarnedAsCommented(FrontEnd frontEnd, List<SourceText> sources, String debug) throws IOException {
        var place = Files.createTempDirectory(directory, "classes");
        frontEnd.compile(sources, Weaving.classPath(), debug, "--release", "17").writeTo(place);
        var report = Weaver.builder()
                .classpath(Weaving.classPath())
                .dryRun(true)
                .build()
                .weave(List.of(place));
        var found = report.findings().stream()
                .map(finding -> finding.file() + ":" + finding.line() + " " + finding.code())
                .sorted()
                .toList();
        var wanted = wanted(sources).stream()
                .filter(line -> frontEnd != FrontEnd.ECJ || !isPlainToEclipse(line))
                .map(line -> frontEnd == FrontEnd.ECJ ? asEclipseCounts(line) : line)
                .sorted()
                .toList();
        assertFalse(wanted.isEmpty(), () -> "no line is marked in " + sources.size() + " sources");
        assertEquals(String.join("\n", wanted), String.join("\n", found));
    }

    /** Its resources are closed between the value and the return, on the stack: no table of variables is needed. */
    private static boolean isPlainToEclipse(String wanted) {
        return wanted.contains("Unawaited.java:20 ") || wanted.contains("Unawaited.java:27 ");
    }

    /** Eclipse's compiler gives the handler of a {@code finally} block the line where the block begins, which is one less. */
    private static String asEclipseCounts(String wanted) {
        for (var inFinally :
                List.of("Finally.java:91 ", "Finally.java:102 ", "Finally.java:136 ", "Swallowed.java:39 ")) {
            var place = inFinally.strip().split(":", 2);
            int line = Integer.parseInt(place[1]);
            if (wanted.contains(inFinally)) {
                return wanted.replace(inFinally, place[0] + ":" + (line - 1) + " ");
            }
        }
        return wanted;
    }

    private static List<String> wanted(List<SourceText> sources) {
        var wanted = new ArrayList<String>();
        for (var source : sources) {
            var lines = source.text().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                var warned = WARNED.matcher(lines.get(i));
                if (warned.matches()) {
                    wanted.add(source.className().replace('.', '/') + ".java:" + (i + 1) + " " + warned.group(1));
                }
            }
        }
        return wanted;
    }
}
