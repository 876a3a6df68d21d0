package dev.weft.compiler.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.WeaveReport;
import dev.weft.compiler.Weaver;
import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Runtimes;
import dev.weft.compiler.testkit.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** What the build says of a runtime that cannot run what it weaves, and the runtime itself would say only at run time. */
class RuntimeOnClassPathTest {

    private static final String SOURCES =
            "class A { @Async Coroutine<Void> a() { return done(); } @Async Coroutine<Void> b() { return a(); } }";

    @TempDir
    Path folder;

    @Test
    void aRuntimeOfAnotherVersion() throws IOException {
        assertRefused(RuntimeAbi.VERSION + 1, 0, "3.0");
    }

    @Test
    void aRuntimeThatLacksWhatTheWeaverUses() throws IOException {
        assertRefused(RuntimeAbi.VERSION, RuntimeAbi.ADDITIONS - 1, "2.0");
    }

    @Test
    void aNewerRuntimeOfTheSameVersion() throws IOException {
        var classes = classes();
        var report = weave(classes, runtime(RuntimeAbi.VERSION, RuntimeAbi.ADDITIONS + 1));
        assertEquals(List.of(), report.findings());
        assertEquals(1, report.classesWoven());
    }

    @Test
    void aClassPathWithoutARuntime() throws IOException {
        var report = Weaver.builder().build().weave(List.of(classes()));
        assertEquals(List.of(), report.findings());
        assertEquals(1, report.classesWoven());
    }

    private void assertRefused(int version, int additions, String shown) throws IOException {
        var classes = classes();
        var before = Tree.aged(classes);
        var report = weave(classes, runtime(version, additions));
        assertEquals(
                List.of("A: error: WEFT010: the runtime on the class path has version " + shown
                        + " of the woven ABI; this weaver writes version 2.1" + System.lineSeparator()
                        + "    use a weaver and a runtime of the same version of Weft"),
                report.findings().stream().map(Finding::toString).toList());
        assertEquals(before, Tree.of(classes));
    }

    private static WeaveReport weave(Path classes, Path runtime) throws IOException {
        return Weaver.builder()
                .classpath(List.of(runtime, Runtimes.weft()))
                .build()
                .weave(List.of(classes));
    }

    private Path classes() {
        var classes = folder.resolve("classes");
        Javac.compile(SOURCES).writeTo(classes);
        return classes;
    }

    /** A folder with nothing but the class that says the version. */
    private Path runtime(int version, int additions) throws IOException {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, RuntimeAbi.ABI_VERSION, null, RuntimeAbi.OBJECT, null);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        writer.visitField(access, "VERSION", "I", null, version);
        writer.visitField(access, "ADDITIONS", "I", null, additions);
        var file = folder.resolve("runtime/" + RuntimeAbi.ABI_VERSION + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, writer.toByteArray());
        return folder.resolve("runtime");
    }
}
