package dev.weft.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the hosted workflows and the updates of dependencies name is there; nothing else here can run them. */
class WorkflowTest {
    private static final Path GITHUB = Repository.ROOT.resolve(".github");
    private static final Pattern RUN = Pattern.compile("^\\s*-? ?run: (.+)$");
    private static final Pattern USES = Pattern.compile("uses: (\\S+)(.*)$");
    private static final Pattern PINNED = Pattern.compile("[\\w-]+/[\\w-]+@[0-9a-f]{40}");
    private static final Pattern MODULES = Pattern.compile("-pl (\\S+)");
    private static final Pattern FILE = Pattern.compile("-f (\\S+)");
    private static final Pattern IGNORED = Pattern.compile("- dependency-name: '([^':*]+)(:([^'*]+))?.*'");

    @Test
    void commandsAreThere() throws IOException {
        var problems = new ArrayList<String>();
        int commands = 0;
        for (var line : lines("workflows/ci.yml")) {
            var run = RUN.matcher(line);
            if (run.find()) {
                commands++;
                for (var command : run.group(1).split(" && ")) {
                    problemOf(command).ifPresent(problems::add);
                }
            }
        }
        assertEquals(List.of(), problems);
        assertTrue(commands >= 5, "found only " + commands);
    }

    private static Optional<String> problemOf(String command) {
        var program = command.substring(0, (command + " ").indexOf(' '));
        if (!program.equals("mvn")) {
            return Files.isExecutable(Repository.ROOT.resolve(program))
                    ? Optional.empty()
                    : Optional.of(program + " cannot be run");
        }
        var modules = MODULES.matcher(command);
        var file = FILE.matcher(command);
        return Stream.concat(
                        modules.find() ? Stream.of(modules.group(1).split(",")) : Stream.of(),
                        file.find() ? Stream.of(file.group(1)) : Stream.of())
                .filter(module -> !Files.exists(Repository.ROOT.resolve(module).resolve("pom.xml")))
                .map(module -> "there is no module " + module)
                .findFirst();
    }

    /** A tag may move to other code. The comment says the version to people, and to what updates it. */
    @Test
    void actionsArePinnedByTheirCommit() throws IOException {
        int actions = 0;
        for (var line : lines("workflows/ci.yml")) {
            var uses = USES.matcher(line);
            if (uses.find()) {
                actions++;
                assertTrue(PINNED.matcher(uses.group(1)).matches(), line);
                assertTrue(uses.group(2).matches(" # v\\d+\\.\\d+\\.\\d+"), line);
            }
        }
        assertTrue(actions >= 6, "found only " + actions);
    }

    @Test
    void whatIsNotUpdatedIsUsed() throws IOException {
        var pom = Files.readString(Repository.ROOT.resolve("pom.xml"));
        int ignored = 0;
        for (var line : lines("dependabot.yml")) {
            var name = IGNORED.matcher(line);
            if (name.find()) {
                ignored++;
                assertTrue(pom.contains("<groupId>" + name.group(1)), line);
                assertTrue(name.group(3) == null || pom.contains("<artifactId>" + name.group(3)), line);
            }
        }
        assertTrue(ignored >= 5, "found only " + ignored);
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(GITHUB.resolve(file));
    }
}
