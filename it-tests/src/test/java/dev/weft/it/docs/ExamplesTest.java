package dev.weft.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The examples are all there: each has a page, a check of its build, and versions that this build uses too. */
class ExamplesTest {
    private static final Pattern VERSION = Pattern.compile("<(?:[\\w.-]+\\.)?version>([^<$@]+)</");

    /** Shown elsewhere: by the README, and by pages of the guide. */
    private static final Set<String> SHOWN_ELSEWHERE =
            Set.of("hello", "blocking", "cookbook", "minimal", "network", "streams", "testing", "tutorial");

    @Test
    void eachHasAPage() throws IOException {
        var pages = new TreeSet<>(SHOWN_ELSEWHERE);
        var index = Files.readString(Repository.PAGES.resolve("README.md"));
        for (var page : Repository.files(Repository.PAGES, ".md")) {
            var name = page.getFileName().toString();
            if (!name.equals("README.md")) {
                assertTrue(index.contains("](" + name + ")"), "docs/guide/with/README.md does not link to " + name);
                pages.add(name.replace(".md", ""));
            }
        }
        assertEquals(pages, examples());
    }

    @Test
    void eachBuildIsChecked() throws IOException {
        var checks = Repository.ROOT.resolve("it-tests/src/it");
        for (var example : examples()) {
            assertTrue(Files.exists(checks.resolve(example).resolve("verify.groovy")), example);
        }
    }

    /** So an upgrade of this build is one of the examples, and the invoked builds find what they need without a network. */
    @Test
    void versionsAreThoseOfThisBuild() throws IOException {
        var known = new TreeSet<String>();
        known.addAll(versions(Repository.ROOT.resolve("pom.xml")));
        known.addAll(versions(Repository.ROOT.resolve("it-tests/pom.xml")));
        known.add("1.0-SNAPSHOT"); // the examples' own
        for (var pom : Repository.files(Repository.EXAMPLES, "pom.xml")) {
            var unknown = versions(pom);
            unknown.removeAll(known);
            assertEquals(Set.of(), unknown, "in " + pom + ", but not in the poms of this build");
        }
    }

    private static Set<String> examples() throws IOException {
        try (var folders = Files.list(Repository.EXAMPLES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> versions(Path pom) throws IOException {
        return VERSION.matcher(Files.readString(pom))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
