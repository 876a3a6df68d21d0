package dev.weft.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Jars;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Runtimes;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.tree.MethodInsnNode;

/** A type is known to be closed asynchronously only if its supertypes are found. */
class ClassPathOptionTest {

    @TempDir
    Path root;

    @Test
    void aStarLeadsToTheSupertypes() throws Exception {
        var classes = Javac.compile(
                List.of(
                        "public class Open implements AsyncCloseable { public Coroutine<Void> closeAsync() { return done(); } }",
                        "class User { @Async static Coroutine<Void> m() { try (var o = new Open()) { await(yieldNow()); } return done(); } }"));
        var own = Files.createDirectories(root.resolve("own"));
        var lib = Files.createDirectories(root.resolve("lib"));
        Jars.write(lib.resolve("open.jar"), new Classes(Map.of("Open", classes.bytes("Open"))));
        new Classes(Map.of("User", classes.bytes("User"))).writeTo(own);
        var run = CommandLineRun.of("-cp", lib + "/*" + File.pathSeparator + Runtimes.weft(), own.toString());
        assertEquals(List.of(), run.err());
        assertEquals(List.of("woven: 1 methods in 1 of 1 classes"), run.out());
        assertTrue(
                Classes.in(own).node("User").methods.stream()
                        .flatMap(method -> List.of(method.instructions.toArray()).stream())
                        .anyMatch(code -> code instanceof MethodInsnNode call && call.name.equals("closeAsync")),
                "close() is awaited");
    }

    @Test
    void whatDoesNotExistIsSaid() {
        var run = CommandLineRun.of("-cp", root.resolve("none.jar").toString(), root.toString());
        assertEquals(
                List.of(
                        "weft: warning: class path entry " + root.resolve("none.jar") + " does not exist",
                        "weft: warning: there is no class file to weave in " + root),
                run.err());
        assertEquals(Main.DONE, run.exit());
        assertEquals(
                List.of("{\"level\":\"note\",\"message\":\"there is no class file to weave in " + root
                        + " that --includes and --excludes select\"}"),
                CommandLineRun.of("--json", "--includes", "x/**", root.toString())
                        .err());
    }
}
