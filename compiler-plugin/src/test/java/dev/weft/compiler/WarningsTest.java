package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.finding.Severity;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Weaving;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warnings of a run: also of classes that need no weaving; they keep nothing from being written, unless told to. */
class WarningsTest {

    private static final Classes CLASSES = Javac.compile(List.of("""
            class Caller { void m(TaskGroup group) { group.join(); } }
            """, """
            class Woven { @Async Coroutine<Void> m() throws Exception { Thread.sleep(1); return done(); } }
            """));

    @TempDir
    Path root;

    @BeforeEach
    void compiled() {
        CLASSES.writeTo(root);
    }

    @Test
    void ofWovenAndOtherClasses() throws IOException {
        var report = Weaving.in(root);
        assertEquals(
                List.of("Caller WEFT006", "Woven WEFT007"),
                report.findings().stream()
                        .map(finding -> finding.className() + " " + finding.code())
                        .toList());
        assertEquals(false, report.rejected());
        assertEquals(1, report.classesWoven());
        assertArrayEquals(CLASSES.bytes("Caller"), Classes.in(root).bytes("Caller"));
    }

    @Test
    void onceWovenAClassIsNotCheckedAgain() throws IOException {
        Weaving.in(root);
        assertEquals(
                List.of(FindingCode.WEFT006),
                Weaving.in(root).findings().stream().map(Finding::code).toList());
    }

    @Test
    void oneThatIsMadeAnErrorRejectsAll() throws IOException {
        var report = Weaving.builder()
                .findings(FindingPolicy.parse("WEFT006=error,WEFT007=off"))
                .build()
                .weave(List.of(root));
        assertEquals(
                List.of(Severity.ERROR),
                report.findings().stream().map(Finding::level).toList());
        assertEquals(true, report.rejected());
        assertArrayEquals(CLASSES.bytes("Woven"), Classes.in(root).bytes("Woven"));
    }

    @Test
    void aClassFileThatIsTooNewIsNoErrorIfItNeedsNoWeaving() throws IOException {
        new Classes(java.util.Map.of("Caller", CLASSES.bytes("Caller")))
                .withVersion(200)
                .writeTo(root);
        assertEquals(
                List.of(FindingCode.WEFT007),
                Weaving.in(root).findings().stream().map(Finding::code).toList());
    }
}
