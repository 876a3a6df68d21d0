package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.tree.MethodInsnNode;

/** Which methods of which classes are entered directly: those of the same directory, however often it is woven. */
class DirectCallsInModuleTest {

    private static final String A =
            "class A { @Async static Coroutine<Integer> a() { return result(1 + await(B.b())); } }";
    private static final String B = "class B { @Async static Coroutine<Integer> b() { return result(41); } }";

    @TempDir
    Path root;

    @TempDir
    Path other;

    private static void weave(Path... roots) throws IOException {
        var report = Weaving.builder().directCalls(true).build().weave(List.of(roots));
        assertEquals(List.of(), report.findings());
    }

    /** Whether the method a of the class A enters the method b. */
    private static boolean enters(Path root, String name) {
        return Classes.in(root).node(name).methods.stream()
                .filter(method -> method.name.equals("a"))
                .flatMap(method -> Stream.of(method.instructions.toArray()))
                .anyMatch(instruction -> instruction instanceof MethodInsnNode call
                        && call.name.equals("b")
                        && call.desc.contains("Ldev/weft/abi/FrameDriver;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A.class", "B.class"})
    void theOrderOfRunsHasNoEffect(String last) throws Throwable {
        Javac.compile(List.of(A, B)).writeTo(other);
        weave(other);
        var unwoven = Javac.compile(List.of(A, B));
        unwoven.writeTo(root);
        weave(root);
        Files.write(root.resolve(last), unwoven.bytes(last.substring(0, 1)));
        weave(root);
        for (var name : List.of("A.class", "B.class")) {
            assertArrayEquals(Files.readAllBytes(other.resolve(name)), Files.readAllBytes(root.resolve(name)), name);
        }
        assertEquals(true, enters(root, "A"));
        assertEquals(42, Program.load(Classes.in(root)).run("A", "a"));
    }

    @Test
    void aClassThatWasWovenWithoutTheSettingIsCalledAsWritten() throws Throwable {
        Javac.compile(B).writeTo(root);
        Weaving.in(root);
        Javac.compile(List.of(A, B)).files().entrySet().stream()
                .filter(file -> file.getKey().equals("A"))
                .forEach(file -> write(root.resolve("A.class"), file.getValue()));
        weave(root);
        assertEquals(false, enters(root, "A"));
        assertEquals(42, Program.load(Classes.in(root)).run("A", "a"));
    }

    @Test
    void aClassOfAnotherDirectoryIsCalledAsWritten() throws IOException {
        var both = Javac.compile(List.of(A, B));
        write(root.resolve("A.class"), both.bytes("A"));
        write(other.resolve("B.class"), both.bytes("B"));
        weave(root, other);
        assertEquals(false, enters(root, "A"));
    }

    @Test
    void aClassThatTheFilterHidesIsCalledAsWritten() throws IOException {
        Javac.compile(List.of(A, B)).writeTo(root);
        Weaving.builder().directCalls(true).include("A.class"::equals).build().weave(List.of(root));
        assertEquals(false, enters(root, "A"));
    }

    /** On Java 21 the class of that version is loaded, which need not have the entry. */
    @Test
    void aClassWithVersionsIsCalledAsWritten() throws IOException {
        var both = Javac.compile(List.of(A, B));
        both.writeTo(root);
        var version = root.resolve("META-INF/versions/21/B.class");
        Files.createDirectories(version.getParent());
        write(
                version,
                Javac.compile("class B { static Coroutine<Integer> b() { return result(41); } }")
                        .bytes("B"));
        weave(root);
        assertEquals(false, enters(root, "A"));
    }

    @Test
    void superCallsAndInterfacesAreCalledAsWritten() throws Throwable {
        Javac.compile("""
                class A extends Base implements Named {
                    @Override @Async Coroutine<String> b() { return result("a" + await(super.b())); }
                    @Async Coroutine<String> a(Named named) { return result(await(named.c()) + await(b())); }
                    static Coroutine<String> all() { return new A().a(new A()); }
                }
                class Base { @Async Coroutine<String> b() { await(yieldNow()); return result("b"); } }
                interface Named { @Async default Coroutine<String> c() { return result("c"); } }
                """).writeTo(root);
        weave(root);
        assertEquals(true, enters(root, "A"));
        assertEquals("cab", Program.load(Classes.in(root)).run("A", "all"));
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
