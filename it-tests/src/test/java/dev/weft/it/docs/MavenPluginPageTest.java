package dev.weft.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about the Maven plugin names its goals and their parameters, each with its property, and no others. */
class MavenPluginPageTest {
    private static final Pattern GOAL = Pattern.compile("(?m)^goal (\\S+) in (\\S+)");
    private static final Pattern PARAMETER = Pattern.compile("(?m)^ {4}\\S+ (\\S+)(?: from \\$\\{([^}]+)})?");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|(?: `([^`]+)`)?");

    @Test
    void namesGoalsAndParameters() throws IOException {
        var api = Files.readString(Repository.ROOT.resolve("maven-plugin/api.txt"));
        var expected = pairs(GOAL, api);
        expected.addAll(pairs(PARAMETER, api));
        expected.add("findings weft.findings"); // two fields of the goals: one from the pom, one from the property
        expected.remove("findings null");
        var page = Files.readString(Repository.ROOT.resolve("docs/reference/maven-plugin.md"));
        assertEquals(expected, pairs(ROW, page));
    }

    private static Set<String> pairs(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1) + " " + found.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
