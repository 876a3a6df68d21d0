package dev.weft.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.it.harness.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/evidence/test-coverage.md} says what the {@link Case} annotations and the test classes say. */
class TestCoverageTest {
    private static final int CASES = 108;
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Path REPOSITORY = repository();

    /** One line of the table. */
    private record Row(int number, Set<String> targets, Set<String> tests, String notCovered) {
        static Row of(String line) {
            var cells = line.split("\\|", -1);
            return new Row(Integer.parseInt(cells[1].trim()), names(cells[3]), names(cells[4]), cells[5].trim());
        }

        private static Set<String> names(String cell) {
            return NAME.matcher(cell)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Path repository() {
        var sources = System.getProperty("weft.it.sources");
        for (var path = Path.of(sources).toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path.resolve("docs/evidence/test-coverage.md"))) {
                return path;
            }
        }
        throw new AssertionError("no docs/evidence/test-coverage.md above " + sources);
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(REPOSITORY.resolve("docs/evidence/test-coverage.md")).stream()
                .filter(line -> line.matches("\\| \\d+ .*"))
                .map(Row::of)
                .toList();
    }

    @Test
    void everyNumberIsThereOnce() throws IOException {
        assertEquals(
                IntStream.rangeClosed(1, CASES).boxed().toList(),
                rows().stream().map(Row::number).toList());
    }

    @Test
    void targetsAreThoseOfTheAnnotations() throws IOException {
        var expected = new TreeMap<Integer, Set<String>>();
        var found = new TreeMap<Integer, Set<String>>();
        for (var target : new Suite().targets()) {
            for (int number : target.method().getAnnotation(Case.class).value()) {
                expected.computeIfAbsent(number, n -> new TreeSet<>())
                        .add(fileOf(target.method().getDeclaringClass()));
            }
        }
        for (var row : rows()) {
            if (!row.targets.isEmpty()) {
                found.put(row.number, row.targets);
            }
        }
        assertEquals(expected, found);
    }

    private static String fileOf(Class<?> type) {
        var outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        return outermost.getSimpleName();
    }

    @Test
    void testsExist() throws IOException {
        var existing = testClasses();
        var gone = new ArrayList<String>();
        for (var row : rows()) {
            row.tests.stream()
                    .filter(test -> !existing.contains(test))
                    .forEach(test -> gone.add(row.number + ": " + test));
        }
        assertEquals(List.of(), gone);
    }

    @Test
    void whatNothingCoversIsNamed() throws IOException {
        for (var row : rows()) {
            assertTrue(
                    !row.targets.isEmpty() || !row.tests.isEmpty() || !row.notCovered.isEmpty(),
                    () -> "case " + row.number);
        }
    }

    private static Set<String> testClasses() throws IOException {
        var names = new TreeSet<String>();
        for (String module : List.of("runtime", "compiler-plugin", "it-tests")) {
            try (Stream<Path> all = Files.walk(REPOSITORY.resolve(module).resolve("src/test/java"))) {
                all.map(path -> path.getFileName().toString())
                        .filter(name -> name.endsWith("Test.java"))
                        .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
            }
        }
        return names;
    }
}
