package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Tree;
import dev.weft.compiler.testkit.Weaving;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** Class files that can be parsed, and that no JVM would take. Those that cannot be parsed are passed over: {@link RejectedTest}. */
class DamagedFilesTest {

    private static final Classes GOOD = Javac.compile("""
            package p;
            public class Good {
                int f;
                @Async Coroutine<Integer> m(int n, String s) {
                    for (int i = 0; i < n; i++) {
                        try { f += await(result(i)); } catch (IllegalStateException e) { s = s + e; } finally { f++; }
                    }
                    var all = List.of(s);
                    Supplier<Coroutine<String>> lambda = () -> { await(yieldNow()); return result(all.get(0)); };
                    return result(f + await(lambda.get()).length());
                }
            }
            """);

    private static final String REMEDY = System.lineSeparator()
            + "    compile the class again; if the JVM loads it as it is, that is a defect of Weft: please report it";

    /** With 1 the test takes nine seconds. */
    private static final int STRIDE = 3;

    @TempDir
    Path root;

    @Test
    void theMessageNamesTheFileAndWhatIsWrong() throws IOException {
        var damaged = withShallowStack(GOOD.bytes("p/Good"));
        assertThrows(LinkageError.class, () -> Program.load(new Classes(Map.of("p/Good", damaged))));
        new Classes(Map.of("p/Good", damaged)).writeTo(root);
        Javac.compile("package q; class Other { @Async Coroutine<Void> m() { await(yieldNow()); return done(); } }")
                .writeTo(root);
        var before = Tree.aged(root);
        var report = Weaving.in(root);
        assertTrue(report.rejected(), report::toString);
        assertEquals(
                List.of("p.Good: error: WEFT010: the class file p/Good.class is damaged: in"
                        + " m(ILjava/lang/String;)Ldev/weft/Coroutine;: Insufficient maximum stack size."
                        + REMEDY),
                report.findings().stream().map(Finding::toString).toList());
        assertEquals(before, Tree.of(root));
    }

    private static byte[] withShallowStack(byte[] bytes) {
        var node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        node.methods.forEach(method -> method.maxStack = 1);
        var writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    /** Whatever byte is another: Weft blames itself for nothing, and the file for nothing if the JVM takes it. */
    @Test
    void noByteThatIsAnotherLooksLikeADefectOfWeft() throws IOException {
        var bytes = GOOD.bytes("p/Good");
        int blamed = 0;
        for (int i = 8; i < bytes.length; i += STRIDE) {
            var damaged = bytes.clone();
            damaged[i] = (byte) (damaged[i] == 0 ? 74 : 0);
            var classes = new Classes(Map.of("p/Good", damaged));
            classes.writeTo(root);
            var report = weave("byte " + i);
            if (report.findings().stream().anyMatch(DamagedFilesTest::isDamaged)) {
                blamed++;
                assertThrows(LinkageError.class, () -> Program.load(classes), "byte " + i);
            }
        }
        assertTrue(blamed > 100 / STRIDE, blamed + " files are damaged");
    }

    private WeaveReport weave(String what) throws IOException {
        try {
            return Weaving.builder().dryRun(true).build().weave(List.of(root));
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }

    private static boolean isDamaged(Finding finding) {
        return finding.code() == FindingCode.WEFT010 && finding.message().contains(" is damaged: ");
    }
}
