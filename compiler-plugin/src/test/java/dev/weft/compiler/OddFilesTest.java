package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Jars;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what their names say, links, and what a killed run has left. */
class OddFilesTest {

    private static final Classes GOOD = Javac.compile(
            "package p; public class Good { @Async static Coroutine<Integer> m() { await(yieldNow()); return result(7); } }");

    @TempDir
    Path root;

    private final List<String> notes = new ArrayList<>();

    private WeaveReport weave(Path... roots) throws IOException {
        return Weaving.builder().notes(notes::add).build().weave(List.of(roots));
    }

    private void assertGoodRuns(Path directory) throws Throwable {
        assertEquals(7, Program.load(Classes.in(directory)).run("p.Good", "m"));
    }

    @Test
    void aFolderThatIsNamedAsAClassFileIsPassedOver() throws Throwable {
        GOOD.writeTo(root);
        Files.createDirectories(root.resolve("p/x.class/inner"));
        assertEquals(1, weave(root).classesWoven());
        assertEquals(List.of("p/x.class is a folder; it is passed over"), notes);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeIsPassedOver() throws Throwable {
        GOOD.writeTo(root);
        var pipe = root.resolve("p/pipe.class");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertEquals(1, weave(root).classesWoven());
        assertEquals(List.of("p/pipe.class is no regular file; it is passed over"), notes);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDirectoryThatIsALinkIsWoven() throws Throwable {
        var real = Files.createDirectory(root.resolve("real"));
        GOOD.writeTo(real);
        var link = Files.createSymbolicLink(root.resolve("link"), real);
        assertEquals(1, weave(link).classesWoven());
        assertGoodRuns(real);
        assertTrue(Files.isSymbolicLink(link), link::toString);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFolderThatIsALinkIsWovenAndCyclesEnd() throws Throwable {
        var classes = Files.createDirectory(root.resolve("classes"));
        var elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        GOOD.writeTo(elsewhere);
        Files.createSymbolicLink(classes.resolve("p"), elsewhere.resolve("p"));
        Files.createSymbolicLink(elsewhere.resolve("p/back"), classes);
        Files.createSymbolicLink(classes.resolve("self"), classes);
        assertEquals(1, weave(classes).classesWoven());
        assertEquals(List.of(), notes);
        assertEquals(Set.of("p/Good", "p/Good$m$Frame"), Classes.in(elsewhere).names());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aClassThatTwoLinksLeadToIsWovenOnce() throws Throwable {
        var classes = Files.createDirectory(root.resolve("classes"));
        var elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        GOOD.writeTo(elsewhere);
        Files.createSymbolicLink(classes.resolve("one"), elsewhere);
        Files.createSymbolicLink(classes.resolve("two"), elsewhere);
        assertEquals(1, weave(classes).classesWoven());
        assertGoodRuns(elsewhere);
    }

    /** As build tools do that keep files by their content: what the link leads to is not ours to change. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aClassFileThatIsALinkIsReplaced() throws Throwable {
        GOOD.writeTo(root);
        var file = root.resolve("p/Good.class");
        var store = Files.move(file, root.resolve("store"));
        Files.createSymbolicLink(file, store);
        Files.createSymbolicLink(root.resolve("p/Gone.class"), root.resolve("nothing"));
        assertEquals(1, weave(root).classesWoven());
        assertEquals(List.of("p/Gone.class is a link to nothing; it is passed over"), notes);
        assertTrue(Arrays.equals(GOOD.bytes("p/Good"), Files.readAllBytes(store)), store::toString);
        Files.delete(root.resolve("p/Gone.class"));
        assertGoodRuns(root);
    }

    @Test
    void aFrameClassThatAKilledRunLeftHalfIsMadeAgain() throws Throwable {
        var frame = root.resolve("p/Good$m$Frame.class");
        var whole = Weaving.weave(GOOD).bytes("p/Good$m$Frame");
        for (int length : new int[] {0, 3, 11, whole.length / 2, whole.length - 1}) {
            GOOD.writeTo(root);
            Files.write(frame, Arrays.copyOf(whole, length));
            assertEquals(1, weave(root).classesWoven(), () -> "cut at " + length);
            assertEquals(Set.of("p/Good", "p/Good$m$Frame"), Classes.in(root).names());
            assertGoodRuns(root);
        }
    }

    @Test
    void aHalfFrameClassOfAWovenClassIsAnError() throws Throwable {
        GOOD.writeTo(root);
        weave(root);
        var frame = root.resolve("p/Good$m$Frame.class");
        Files.write(frame, Arrays.copyOf(Files.readAllBytes(frame), 40));
        var report = weave(root);
        assertTrue(report.rejected(), report::toString);
        assertEquals(
                List.of("p.Good: error: WEFT010: the class was woven, and its frame class p/Good$m$Frame.class is no"
                        + " valid class file" + System.lineSeparator() + "    compile the class again"),
                report.findings().stream().map(Finding::toString).toList());
        GOOD.writeTo(root);
        assertEquals(1, weave(root).classesWoven());
        assertGoodRuns(root);
    }

    @Test
    void namesMayBeLongAndOfAnyScript() throws Throwable {
        var method = "\u6D4B".repeat(85);
        var type = "C".repeat(248);
        var classes = Javac.compile(
                "public class %s { @Async static Coroutine<Integer> %s() { await(yieldNow()); return result(5); } }"
                        .formatted(type, method));
        for (int i = 0; i < 2; i++) {
            classes.writeTo(root);
            assertEquals(1, weave(root).classesWoven());
            assertEquals(2, Classes.in(root).names().size());
            assertEquals(5, Program.load(Classes.in(root)).run(type, method));
        }
        try (var files = Files.list(root)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void classesThatExtendOneAnotherAreNamed() throws IOException {
        var first = Javac.compile("""
                class C extends D {
                    @Async static Coroutine<Object> m(Object o) { await(yieldNow()); D d = new C(); return result(d); }
                }
                class D {}
                """);
        var second = Javac.compile("class D extends C {} class C {}");
        new Classes(Map.of("C", first.bytes("C"), "D", second.bytes("D"))).writeTo(root);
        var before = Tree.aged(root);
        var report = weave(root);
        assertEquals(
                List.of("C: error: WEFT010: its class files are of different moments: C extends D, D extends C"
                        + System.lineSeparator() + "    compile all of them again, together"),
                report.findings().stream().map(Finding::toString).toList());
        assertTrue(report.rejected(), report::toString);
        assertEquals(before, Tree.of(root));
    }

    @Test
    void aDamagedSupertypeIsNamedWithItsPlace() throws IOException {
        var classes = Javac.compile(List.of(
                "package p; public class B extends A { @Async static Coroutine<Void> m() { await(yieldNow()); return done(); } }",
                "package p; public class A {}"));
        var lib = root.resolve("lib.jar");
        var own = Files.createDirectory(root.resolve("own"));
        new Classes(Map.of("p/B", classes.bytes("p/B"))).writeTo(own);
        var damaged = Arrays.copyOf(classes.bytes("p/A"), 30);
        Jars.write(lib, new Classes(Map.of("p/A", damaged)));
        var failure = assertThrows(
                IOException.class,
                () -> Weaver.builder().classpath(List.of(lib)).build().weave(List.of(own)));
        assertTrue(
                failure.getMessage().startsWith("p/A.class in " + lib + " is no valid class file"),
                failure::getMessage);
        assertFalse(Classes.in(own).scanned("p/B").isWoven(), "nothing is written");
        Jars.write(lib, new Classes(Map.of("p/A", classes.bytes("p/A"))).withVersion(90));
        assertEquals(
                "p/A.class in " + lib + " is of Java 46; this Weft knows Java up to 28: use a newer Weft, or compile it"
                        + " with --release",
                assertThrows(
                                IOException.class,
                                () -> Weaver.builder()
                                        .classpath(List.of(lib))
                                        .build()
                                        .weave(List.of(own)))
                        .getMessage());
    }
}
