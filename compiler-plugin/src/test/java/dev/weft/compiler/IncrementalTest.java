package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Tree;
import dev.weft.compiler.testkit.Weaving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;

/** What is woven already, and what was compiled again since. */
class IncrementalTest {

    private static final String A =
            "class A { @Async static Coroutine<Integer> %s() { return result(await(B.b()) + %d); } }";
    private static final String B =
            "class B { @Async static Coroutine<Integer> b() { await(yieldNow()); return result(1); } }";

    @TempDir
    Path root;

    @BeforeEach
    void weave() throws IOException {
        Javac.compile(List.of(A.formatted("a", 1), B)).writeTo(root);
        Weaving.in(root);
    }

    @Test
    void oneClassCompiledAgainIsWovenAlone() throws Throwable {
        compileAgain(A.formatted("a", 41));
        var before = Tree.aged(root);
        assertEquals(1, Weaving.in(root).classesWoven());
        var after = Tree.of(root);
        assertEquals(before.files().get("B.class"), after.files().get("B.class"));
        assertEquals(before.files().get("B$b$Frame.class"), after.files().get("B$b$Frame.class"));
        assertEquals(42, Program.load(Classes.in(root)).run("A", "a"));
    }

    @Test
    void theResultIsThatOfACleanBuild() throws IOException {
        compileAgain(A.formatted("a", 41));
        Weaving.in(root);
        var clean = Weaving.weave(Javac.compile(List.of(A.formatted("a", 41), B)));
        var incremental = Classes.in(root);
        assertEquals(clean.names(), incremental.names());
        clean.names()
                .forEach(name -> assertEquals(true, Arrays.equals(clean.bytes(name), incremental.bytes(name)), name));
    }

    @Test
    void theFrameOfARenamedMethodIsRemoved() throws IOException {
        compileAgain(A.formatted("renamed", 1));
        Weaving.in(root);
        assertEquals(
                Set.of("A", "A$renamed$Frame", "B", "B$b$Frame"),
                Classes.in(root).names());
    }

    @Test
    void theFramesOfAClassThatIsGoneAreRemoved() throws IOException {
        Files.delete(root.resolve("A.class"));
        assertEquals(1, Weaving.in(root).filesWritten());
        assertEquals(Set.of("B", "B$b$Frame"), Classes.in(root).names());
    }

    @Test
    void theFramesOfAClassThatIsNoLongerAsyncAreRemoved() throws IOException {
        compileAgain("class A {}");
        Weaving.in(root);
        assertEquals(Set.of("A", "B", "B$b$Frame"), Classes.in(root).names());
    }

    @Test
    void aFilterDoesNotHideFrames() throws IOException {
        for (int i = 0; i < 3; i++) {
            compileAgain(A.formatted("a", i));
            Weaving.builder().include("A.class"::equals).build().weave(List.of(root));
        }
        assertEquals(
                Set.of("A", "A$a$Frame", "B", "B$b$Frame"), Classes.in(root).names());
    }

    @Test
    void theFramesOfAClassThatTheFilterHidesStay() throws IOException {
        var before = Tree.aged(root);
        Weaving.builder().include(path -> path.endsWith("Frame.class")).build().weave(List.of(root));
        assertEquals(before, Tree.of(root));
    }

    @Test
    void aClassWovenForAnotherVersionIsRejected() throws IOException {
        var path = root.resolve("A.class");
        var node = Classes.in(root).node("A");
        node.invisibleAnnotations.get(0).values.set(1, RuntimeAbi.VERSION + 1);
        var writer = new ClassWriter(0);
        node.accept(writer);
        Files.write(path, writer.toByteArray());
        var before = Tree.aged(root);
        var report = Weaving.in(root);
        assertEquals(true, report.rejected());
        assertEquals(
                List.of(
                        "A: error: WEFT010: the class was woven for version 3 of the woven ABI; this weaver writes version 2"
                                + System.lineSeparator() + "    compile it again, or use the weaver it was woven with"),
                report.findings().stream().map(Finding::toString).toList());
        assertEquals(before, Tree.of(root));
    }

    private void compileAgain(String a) {
        var fresh = Javac.compile(List.of(a, B));
        new Classes(Map.of("A", fresh.bytes("A"))).writeTo(root);
    }

    @Test
    void twoWeaversAtOnceDoTheWorkOfOne() throws Exception {
        var clean = Weaving.weave(Javac.compile(List.of(A.formatted("a", 1), B)));
        for (int round = 0; round < 20; round++) {
            Javac.compile(List.of(A.formatted("a", 1), B)).writeTo(root);
            var both = List.of(1, 2).parallelStream()
                    .map(weaver -> weaveUnchecked().classesWoven())
                    .toList();
            assertEquals(2, both.get(0) + both.get(1), "woven by both, in round " + round);
            var woven = Classes.in(root);
            assertEquals(clean.names(), woven.names());
            clean.names()
                    .forEach(name -> assertEquals(true, Arrays.equals(clean.bytes(name), woven.bytes(name)), name));
        }
    }

    private WeaveReport weaveUnchecked() {
        try {
            return Weaving.in(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
