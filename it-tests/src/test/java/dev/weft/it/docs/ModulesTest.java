package dev.weft.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever adds a module adds it to the lists of modules: those of the release, of the BOM, and of CONTRIBUTING.md. */
class ModulesTest {
    private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");
    private static final Pattern ARTIFACT = Pattern.compile("</parent>\\s*<artifactId>(.*)</artifactId>");
    private static final Pattern MANAGED = Pattern.compile("<artifactId>(.*)</artifactId>\\s*<version>\\$");
    private static final Pattern STAGED = Pattern.compile("^ +\"(weft-[\\w-]+)\", ", Pattern.MULTILINE);

    /** A module by its folder, with the text of its pom. */
    private record Module(String folder, String pom) {

        static List<Module> all() throws IOException {
            var modules = new TreeSet<>(found(MODULE, read("pom.xml")));
            var all = new ArrayList<Module>();
            for (var folder : modules) {
                all.add(new Module(folder, read(folder + "/pom.xml")));
            }
            return all;
        }

        String artifact() {
            return found(ARTIFACT, pom).iterator().next();
        }

        boolean isPublished() {
            return !pom.contains("<maven.deploy.skip>true</maven.deploy.skip>");
        }

        boolean hasClasses() {
            return !pom.contains("<packaging>pom<") && !pom.contains("<packaging>maven-archetype<");
        }
    }

    @Test
    void theBomHasEachThatIsPublishedAndHasClasses() throws IOException {
        assertEquals(
                Module.all().stream()
                        .filter(module -> module.isPublished() && module.hasClasses())
                        .map(Module::artifact)
                        .collect(Collectors.toCollection(TreeSet::new)),
                found(MANAGED, read("bom/pom.xml")));
    }

    @Test
    void theReleaseIsCheckedForEachThatIsPublished() throws IOException {
        var published = Module.all().stream()
                .filter(Module::isPublished)
                .map(Module::artifact)
                .collect(Collectors.toCollection(TreeSet::new));
        published.add("weft-parent");
        assertEquals(published, found(STAGED, read(".ci/CheckStaged.java")));
    }

    @Test
    void eachThatIsPublishedHasItsApiInAFile() throws IOException {
        for (var module : Module.all()) {
            boolean has = Files.exists(Repository.ROOT.resolve(module.folder).resolve("api.txt"));
            assertEquals(module.isPublished() && module.hasClasses(), has, module.folder);
        }
    }

    @Test
    void contributingNamesEach() throws IOException {
        var page = read("CONTRIBUTING.md");
        for (var module : Module.all()) {
            var row = "| `" + module.folder + "` | `" + module.artifact() + "` | ";
            assertTrue(page.contains(row), () -> "CONTRIBUTING.md has no row " + row);
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String file) throws IOException {
        return Files.readString(Repository.ROOT.resolve(file));
    }
}
