package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Jars;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Tree;
import dev.weft.compiler.testkit.Weaving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeaverTest {

    private static final Classes TWO = Javac.compile(List.of(
            """
            package p;
            public class One {
                @Async public static Coroutine<Integer> m() { await(yieldNow()); return result(1); }
                @Async static Coroutine<Integer> n() { return result(await(m()) + 1); }
            }
            """,
            "package p; public class Two { @Async static Coroutine<Integer> m() { return result(await(One.m()) + 1); } }",
            "package p; class Plain { String s = \"plain\"; }"));

    @TempDir
    Path root;

    @Test
    void reportsWhatItDid() throws Throwable {
        TWO.writeTo(root);
        assertEquals(new WeaveReport(List.of(), 3, 2, 3, 5, false), Weaving.in(root));
        assertEquals(2, Program.load(Classes.in(root)).run("p.Two", "m"));
    }

    @Test
    void aSecondRunWritesNothingAndKeepsTimeStamps() throws IOException {
        TWO.writeTo(root);
        Weaving.in(root);
        var before = Tree.aged(root);
        assertEquals(new WeaveReport(List.of(), 6, 0, 0, 0, false), Weaving.in(root));
        assertEquals(before, Tree.of(root));
    }

    @Test
    void classesWithoutWeftAreNeverWritten() throws IOException {
        TWO.writeTo(root);
        var plain = "p/Plain.class".replace("/", root.getFileSystem().getSeparator());
        var before = Objects.requireNonNull(Tree.aged(root).files().get(plain));
        Weaving.in(root);
        assertEquals(before, Tree.of(root).files().get(plain));
    }

    @Test
    void equalInputGivesEqualBytes() {
        var once = Weaving.weave(TWO);
        var again = Weaving.weave(TWO);
        assertEquals(once.names(), again.names());
        once.names().forEach(name -> assertTrue(Arrays.equals(once.bytes(name), again.bytes(name)), name));
    }

    @Test
    void aDryRunOnlyReports() throws IOException {
        TWO.writeTo(root);
        var before = Tree.aged(root);
        var report = Weaving.builder().dryRun(true).build().weave(List.of(root));
        assertEquals(new WeaveReport(List.of(), 3, 2, 3, 0, false), report);
        assertEquals(before, Tree.of(root));
    }

    @Test
    void onlyIncludedClassesAreWoven() throws IOException {
        TWO.writeTo(root);
        var report = Weaving.builder().include("p/Two.class"::equals).build().weave(List.of(root));
        assertEquals(new WeaveReport(List.of(), 1, 1, 1, 2, false), report);
        assertEquals(Set.of("p/Two"), Classes.in(root).woven());
    }

    @Test
    void aJarIsWovenInPlace() throws Throwable {
        var jar = Jars.write(root.resolve("two.jar"), TWO);
        assertEquals(2, Weaving.in(jar).classesWoven());
        assertEquals(2, Program.load(Jars.read(jar)).run("p.Two", "m"));
        var bytes = Files.readAllBytes(jar);
        assertEquals(0, Weaving.in(jar).filesWritten());
        assertEquals(true, Arrays.equals(bytes, Files.readAllBytes(jar)));
    }

    @Test
    void severalRootsAreWovenTogether() throws IOException {
        var directory = Files.createDirectory(root.resolve("classes"));
        TWO.writeTo(directory);
        var jar = Jars.write(
                root.resolve("three.jar"),
                Javac.compile("class Three { @Async static Coroutine<Void> m() { return done(); } }"));
        assertEquals(4, Weaving.in(directory, jar).methodsWoven());
        assertEquals(Set.of("Three", "Three$m$Frame"), Jars.read(jar).names());
    }

    @Test
    void aRootThatDoesNotExistIsNamed() {
        var failure = assertThrows(NoSuchFileException.class, () -> Weaving.in(root.resolve("none")));
        assertTrue(failure.getMessage().contains("none"), failure::getMessage);
    }

    @Test
    void missingClassPathEntriesAreSurvived() throws Throwable {
        var classes = Javac.compile(
                List.of("class Base {} ", "class Left extends Base {} ", "class Right extends Base {} ", """
                class C {
                    @Async static Coroutine<String> m(boolean b) {
                        Base base = b ? new Left() : new Right();
                        await(yieldNow());
                        return result(base.getClass().getName());
                    }
                }
                """));
        classes.writeTo(root);
        for (var name : List.of("Base", "Left", "Right")) {
            Files.delete(root.resolve(name + ".class"));
        }
        var none = List.of(root.resolve("none.jar"), root.resolve("none"));
        assertEquals(
                1, Weaver.builder().classpath(none).build().weave(List.of(root)).classesWoven());
        classes.names().stream().filter(name -> !name.equals("C")).forEach(name -> write(name, classes));
        assertEquals("Left", Program.load(Classes.in(root)).run("C", "m", true));
    }

    private void write(String name, Classes classes) {
        new Classes(Map.of(name, classes.bytes(name))).writeTo(root);
    }
}
