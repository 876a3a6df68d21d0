package dev.weft.compiler.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Javac;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class SourceFilesTest {

    private static final String SOURCE = """
            package p.q;
            abstract class C {
                void m() {}
                @Async
                abstract Coroutine<Void> m(
                        int a,
                        int b);
            }
            """;

    @TempDir
    Path root;

    private Path file;
    private final ClassNode node = Javac.compile(SOURCE).node("p/q/C");

    @BeforeEach
    void folder() throws Exception {
        file = root.resolve("p/q/C.java");
        Files.createDirectories(file.getParent());
    }

    @Test
    void anExistingFileIsNamedByItsPath() throws Exception {
        Files.writeString(file, SOURCE);
        assertEquals(file.toString(), sources(root.resolve("elsewhere"), root).fileOf(node));
    }

    @Test
    void otherwisePackageAndName() {
        assertEquals("p/q/C.java", sources(root).fileOf(node));
        assertEquals("p/q/C.java", sources().fileOf(node));
    }

    @Test
    void withoutSourceFileTheClassIsNamed() {
        node.sourceFile = null;
        assertEquals("p.q.C", sources(root).fileOf(node));
    }

    @Test
    void aDeclarationIsFoundBehindItsAnnotation() throws Exception {
        Files.writeString(file, SOURCE);
        assertEquals(5, sources(root).lineOfDeclaration(node, abstractMethod()));
    }

    @Test
    void whatCannotBeReadOrFoundHasNoLine() throws Exception {
        assertEquals(0, sources(root).lineOfDeclaration(node, abstractMethod()));
        Files.write(file, "// gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(0, sources(root).lineOfDeclaration(node, abstractMethod()));
        Files.writeString(file, "@Async class Other {}");
        assertEquals(0, sources(root).lineOfDeclaration(node, abstractMethod()));
    }

    private MethodNode abstractMethod() {
        return node.methods.stream()
                .filter(method -> method.desc.startsWith("(II)"))
                .findFirst()
                .orElseThrow();
    }

    private static SourceFiles sources(Path... roots) {
        return new SourceFiles(List.of(roots));
    }
}
