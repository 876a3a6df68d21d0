package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Jars;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of a directory or jar from which classes are loaded as from its root, and class files that are mere resources. */
class NestedRootsTest {

    private static final String SOURCE =
            "package p; class C { @Async static Coroutine<String> m() { await(yieldNow()); return result(\"%s\"); } }";

    @TempDir
    Path root;

    @Test
    void eachReleaseOfAMultiReleaseDirectory() throws Throwable {
        release("first").writeTo(root);
        var later = root.resolve("META-INF/versions/21");
        release("later").writeTo(later);
        assertEquals(4, Weaving.in(root).filesWritten());
        assertEquals("later", Program.load(Classes.in(later)).run("p.C", "m"));
        var first = new TreeMap<>(Classes.in(root).files());
        first.keySet().removeIf(name -> name.startsWith("META-INF"));
        assertEquals("first", Program.load(new Classes(first)).run("p.C", "m"));
        assertEquals(0, Weaving.in(root).filesWritten());
        release("compiled again").writeTo(later);
        assertEquals(2, Weaving.in(root).filesWritten());
        Files.delete(later.resolve("p/C.class"));
        assertEquals(1, Weaving.in(root).filesWritten());
        assertEquals(Set.of(), Classes.in(later).names());
        assertEquals(first.keySet(), Classes.in(root).names());
    }

    @Test
    void theClassesOfAnApplicationJar() throws Exception {
        var jar = Jars.write(
                root.resolve("app.jar"),
                new Classes(new TreeMap<>(
                        Map.of("BOOT-INF/classes/p/C", release("x").bytes("p/C")))));
        Weaving.in(jar);
        assertEquals(
                Set.of("BOOT-INF/classes/p/C", "BOOT-INF/classes/p/C$m$Frame"),
                Jars.read(jar).names());
    }

    @Test
    void aClassFileThatDoesNotLieWhereItsNameSaysIsAResource() throws Exception {
        var bytes = release("x").bytes("p/C");
        var resource = root.resolve("testdata/Broken.class");
        Files.createDirectories(resource.getParent());
        Files.write(resource, bytes);
        assertEquals(new WeaveReport(List.of(), 1, 0, 0, 0, false), Weaving.in(root));
        assertArrayEquals(bytes, Files.readAllBytes(resource));
        assertEquals(Set.of("testdata/Broken"), Classes.in(root).names());
    }

    private static Classes release(String result) {
        return Javac.compile(SOURCE.formatted(result));
    }
}
