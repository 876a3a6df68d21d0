package dev.weft.compiler;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.finding.Severity;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Tree;
import dev.weft.compiler.testkit.Weaving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One class that cannot be woven keeps all others as they are. */
class RejectedTest {

    @TempDir
    Path root;

    @BeforeEach
    void aGoodClass() {
        Javac.compile(
                        "package p; class Good { @Async static Coroutine<Void> m() { await(yieldNow()); return done(); } }")
                .writeTo(root);
    }

    @Test
    void anErrorLeavesEveryFileAsItWas() throws IOException {
        Javac.compile("package p; class Bad { int m(Coroutine<Integer> c) { return await(c); } }")
                .writeTo(root);
        var before = Tree.aged(root);
        var report = Weaving.in(root);
        assertEquals(before, Tree.of(root));
        assertEquals(
                List.of(new Finding(
                        FindingCode.WEFT001,
                        Severity.ERROR,
                        "p/Bad.java",
                        1,
                        "p.Bad",
                        "m",
                        "await in method 'm', which is not @Async",
                        "annotate it with @Async and let it return one of"
                                + " [Coroutine, CompletableFuture, CompletionStage, AsyncStream]")),
                report.findings());
        assertEquals(new WeaveReport(report.findings(), 2, 0, 0, 0, true), report);
    }

    /** Two awaits in one line; and in a finally block, which javac copies to each way out. */
    @Test
    void whatReadsTheSameIsReportedOnce() throws IOException {
        Javac.compile("""
                package p;
                class Held {
                    @Async Coroutine<Void> m(boolean early) {
                        try {
                            synchronized (this) { await(yieldNow()); await(yieldNow()); }
                            if (early) return done();
                        } finally {
                            synchronized (this) { await(yieldNow()); }
                        }
                        return done();
                    }
                }
                """).writeTo(root);
        var findings = Weaving.in(root).findings();
        assertEquals(List.of(5, 8), findings.stream().map(Finding::line).toList());
        assertEquals(
                Set.of(FindingCode.WEFT003),
                findings.stream().map(Finding::code).collect(toSet()));
    }

    @Test
    void findingsOfAFileStandInTheOrderOfItsLines() throws IOException {
        Javac.compile("""
                package p;
                class Mixed {
                    @Async int later() { return 1; }
                    int a(Coroutine<Integer> c) { return await(c); }
                    static class Inner {
                        int b(Coroutine<Integer> c) { return await(c); }
                    }
                    @Async int last() { return 1; }
                    int d(Coroutine<Integer> c) { return await(c); }
                }
                """).writeTo(root);
        assertEquals(
                List.of("3 WEFT002", "4 WEFT001", "6 WEFT001", "8 WEFT002", "9 WEFT001"),
                Weaving.in(root).findings().stream()
                        .map(one -> one.line() + " " + one.code())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {45, 51})
    void aClassFileOfAnUnsupportedVersion(int version) throws IOException {
        Javac.compile("package q; class Odd { Object o = Weft.done(); }")
                .withVersion(version)
                .writeTo(root);
        var before = Tree.aged(root);
        var report = Weaving.in(root);
        assertEquals(
                List.of("q.Odd: error: WEFT010: the class file has version " + version + " (Java " + (version - 44)
                        + ")" + System.lineSeparator() + "    compile it for Java 8 to 28"),
                report.findings().stream().map(Finding::toString).toList());
        assertEquals(true, report.rejected());
        assertEquals(before, Tree.of(root));
    }

    @ParameterizedTest
    @ValueSource(ints = {73, 99})
    void aClassFileThatIsNewerThanThisWeft(int version) throws IOException {
        Javac.compile("package q; class Odd { Object o = Weft.done(); }")
                .withVersion(version)
                .writeTo(root);
        assertEquals(
                List.of("q.Odd: error: WEFT010: the class file has version " + version + " (Java " + (version - 44)
                        + "); this Weft knows Java up to 28" + System.lineSeparator()
                        + "    use a newer Weft, or compile with --release 28 or less"),
                Weaving.in(root).findings().stream().map(Finding::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {45, 51, 70, 99})
    void withoutWeftAnyVersionIsFine(int version) throws IOException {
        Javac.compile("package q; class Odd {}").withVersion(version).writeTo(root);
        assertEquals(List.of(), Weaving.in(root).findings());
    }

    @Test
    void aClassFileThatCannotBeParsedIsPassedOverAndNamed() throws IOException {
        var bytes = Javac.compile("package q; class Cut { Object o = Weft.done(); }")
                .bytes("q/Cut");
        Files.createDirectories(root.resolve("q"));
        for (int length : new int[] {12, 40, bytes.length / 2, bytes.length - 1}) {
            Files.write(root.resolve("q/Cut.class"), Arrays.copyOf(bytes, length));
            var before = Tree.aged(root);
            var notes = new ArrayList<String>();
            var report =
                    Weaving.builder().dryRun(true).notes(notes::add).build().weave(List.of(root));
            assertEquals(
                    List.of(
                            "q/Cut.class is damaged: it is cut off or garbled; it is passed over; compile the class again"),
                    notes);
            assertEquals(1, report.classesWoven(), () -> "cut at " + length);
            assertEquals(before, Tree.of(root));
        }
    }

    @Test
    void aGarbledConstantPoolIsPassedOverAndNamed() throws IOException {
        var bytes = Javac.compile("package q; class Cut { Object o = Weft.done(); }")
                .bytes("q/Cut");
        bytes[10] = 99; // the tag of the first constant
        new Classes(Map.of("q/Cut", bytes)).writeTo(root);
        var notes = new ArrayList<String>();
        assertEquals(
                1,
                Weaving.builder().notes(notes::add).build().weave(List.of(root)).classesWoven());
        assertEquals(
                List.of("q/Cut.class is damaged: it is cut off or garbled; it is passed over; compile the class again"),
                notes);
    }

    @Test
    void aFileThatIsNoClassFileIsPassedOverAndNamed() throws IOException {
        Files.writeString(root.resolve("empty.class"), "");
        Files.writeString(root.resolve("text.class"), "dev/weft/Weft, but no class file at all");
        var notes = new ArrayList<String>();
        assertEquals(
                1,
                Weaving.builder().notes(notes::add).build().weave(List.of(root)).classesWoven());
        assertEquals(
                List.of(
                        "empty.class is no class file; it is passed over",
                        "text.class is no class file; it is passed over"),
                notes);
    }

    @Test
    void failOnWarningAloneRejectsNothing() throws IOException {
        assertEquals(
                false,
                Weaving.builder()
                        .failOnWarning(true)
                        .build()
                        .weave(List.of(root))
                        .rejected());
    }

    /** A directory in the place of a staged file, or of a new one: no write can succeed, whoever runs the test. */
    @ParameterizedTest
    @ValueSource(strings = {"p/Good.class.weft-new", "p/Good$m$Frame.class"})
    void whatCannotBeWrittenLeavesEveryFileAsItWas(String inTheWay) throws IOException {
        Files.createDirectories(root.resolve(inTheWay));
        var before = Tree.aged(root);
        assertThrows(IOException.class, () -> Weaving.in(root));
        assertEquals(before, Tree.of(root));
    }
}
