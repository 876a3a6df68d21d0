package dev.weft.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Json;
import dev.weft.compiler.testkit.Runtimes;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

class MainTest {

    @TempDir
    Path root;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void whatIsWovenIsSummedUp() {
        good();
        assertEquals(Main.DONE, run("--classpath", Runtimes.weft().toString(), "--verify", root.toString()));
        assertEquals(List.of("woven: 1 methods in 1 of 1 classes"), lines(out));
        assertEquals(List.of(), lines(err));
        assertEquals(Set.of("Good"), Classes.in(root).woven());
    }

    @Test
    void findingsGoToStandardError() {
        good();
        bad();
        assertEquals(Main.REJECTED, run(root.toString()));
        assertEquals(List.of("nothing woven: 2 findings"), lines(out));
        assertEquals(
                List.of(
                        "Bad.java:2: error: WEFT001: await in method 'm', which is not @Async",
                        "    annotate it with @Async and let it return one of [Coroutine, CompletableFuture, CompletionStage, AsyncStream]"),
                lines(err).subList(0, 2));
        assertEquals(4, lines(err).size());
    }

    @Test
    void asJsonEachIsAnObjectOnItsLine() {
        bad();
        assertEquals(Main.REJECTED, run("--json", root.toString()));
        assertEquals(2, lines(err).size());
        for (var line : lines(err)) {
            var members = Json.object(line);
            assertEquals(
                    List.of("code", "level", "file", "line", "class", "method", "message", "remedy"),
                    List.copyOf(members.keySet()));
            assertEquals("Bad.java", members.get("file"));
            assertEquals(2L, members.get("line"));
        }
        assertEquals(
                "@Async method 'n' returns int", Json.object(lines(err).get(1)).get("message"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--classpath", "--nonsense .", "--json", "-x ."})
    void wrongUseIsExplained(String arguments) {
        assertEquals(Main.USAGE, run(arguments.isEmpty() ? new String[0] : arguments.split(" ")));
        assertTrue(lines(err).get(1).startsWith("usage: "), err::toString);
        assertEquals(List.of(), lines(out));
    }

    @Test
    void whatDoesNotExistIsNamed() {
        var missing = root.resolve("missing");
        assertEquals(Main.USAGE, run(missing.toString()));
        assertEquals(List.of("weft: " + missing + ": there is no such directory or jar"), lines(err));
    }

    @Test
    void aBrokenClassFileIsPassedOverWithAWarning() throws Exception {
        var bytes = Javac.compile("class Cut { Object o = Weft.done(); }").bytes("Cut");
        Files.write(root.resolve("Cut.class"), Arrays.copyOf(bytes, bytes.length / 2));
        assertEquals(Main.DONE, run(root.toString()));
        assertEquals(
                List.of(
                        "weft: warning: Cut.class is damaged: it is cut off or garbled; it is passed over; compile the class again"),
                lines(err));
    }

    @Test
    void aDamagedClassFileIsRefusedAsOtherFindingsAre() throws Exception {
        good();
        var file = root.resolve("Good.class");
        var reader = new ClassReader(Files.readAllBytes(file));
        var damaged = new ClassWriter(0);
        var node = new ClassNode();
        reader.accept(node, 0);
        node.methods.forEach(method -> method.maxStack = 0);
        node.accept(damaged);
        Files.write(file, damaged.toByteArray());
        assertEquals(Main.REJECTED, run(root.toString()));
        assertEquals(List.of("nothing woven: 1 finding"), lines(out));
        assertEquals(
                "Good: error: WEFT010: the class file Good.class is damaged: in <init>()V: Insufficient maximum stack size.",
                lines(err).get(0));
    }

    private void good() {
        Javac.compile("class Good { @Async static Coroutine<Void> m() { await(yieldNow()); return done(); } }")
                .writeTo(root);
    }

    private void bad() {
        Javac.compile("class Bad { int m(Coroutine<Integer> c) {\n return await(c); } @Async int n() { return 1; } }")
                .writeTo(root);
    }

    private int run(String... arguments) {
        return Main.run(
                arguments,
                new PrintWriter(out, true, StandardCharsets.UTF_8),
                new PrintWriter(err, true, StandardCharsets.UTF_8));
    }

    private static List<String> lines(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
