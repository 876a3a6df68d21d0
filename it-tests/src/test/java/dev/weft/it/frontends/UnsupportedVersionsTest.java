package dev.weft.it.frontends;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.WeaveReport;
import dev.weft.compiler.Weaver;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.it.harness.Weaving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Class files that are too old or too new are left alone, and WEFT010 says so. */
@Tag("jdk")
@Timeout(60)
class UnsupportedVersionsTest {
    private static final String NAME = "old/Target";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {46, 49, 50, 51, 73})
    void isFound(int version) throws IOException {
        var file = asyncMethod(version, false);
        var report = weave(file);
        assertTrue(report.rejected(), report::toString);
        assertEquals(
                List.of(FindingCode.WEFT010),
                report.findings().stream().map(f -> f.code()).toList());
        var finding = report.findings().get(0);
        assertEquals("old.Target", finding.className());
        assertEquals(
                "the class file has version " + version + " (Java " + (version - 44) + ")"
                        + (version < 52 ? "" : "; this Weft knows Java up to 28"),
                finding.message());
        assertEquals(
                version < 52 ? "compile it for Java 8 to 28" : "use a newer Weft, or compile with --release 28 or less",
                finding.remedy());
        assertArrayEquals(file, Files.readAllBytes(folder.resolve(NAME + ".class")));
    }

    /** Compilers for Java 6 and older write subroutines for {@code finally}. */
    @ParameterizedTest
    @ValueSource(ints = {46, 49, 50})
    void withSubroutines(int version) throws IOException {
        var report = weave(asyncMethod(version, true));
        assertEquals(
                List.of(FindingCode.WEFT010),
                report.findings().stream().map(f -> f.code()).toList());
    }

    /** An old class without async code is no finding. */
    @Test
    void ofOthersIsNotFound() throws IOException {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V1_4, Opcodes.ACC_SUPER, NAME, null, "java/lang/Object", null);
        var report = weave(writer.toByteArray());
        assertEquals(List.of(), report.findings());
        assertFalse(report.rejected(), report::toString);
    }

    private WeaveReport weave(byte[] classFile) throws IOException {
        var file = folder.resolve(NAME + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, classFile);
        return Weaver.builder().classpath(Weaving.runtime()).build().weave(List.of(folder));
    }

    /** {@code @Async static Coroutine m() { await(done()); return done(); }}, in a subroutine on request. */
    private static byte[] asyncMethod(int version, boolean subroutine) {
        var writer = new ClassWriter(0);
        writer.visit(version, Opcodes.ACC_SUPER, NAME, null, "java/lang/Object", null);
        var code = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()Ldev/weft/Coroutine;", null, null);
        code.visitAnnotation("Ldev/weft/Async;", true).visitEnd();
        code.visitCode();
        var finallyBlock = new Label();
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/weft/Weft", "done", "()Ldev/weft/Coroutine;", false);
        if (subroutine) {
            code.visitJumpInsn(Opcodes.JSR, finallyBlock);
        } else {
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, "dev/weft/Weft", "await", "(Ldev/weft/Coroutine;)Ljava/lang/Object;", false);
            code.visitInsn(Opcodes.POP);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/weft/Weft", "done", "()Ldev/weft/Coroutine;", false);
        }
        code.visitInsn(Opcodes.ARETURN);
        if (subroutine) {
            code.visitLabel(finallyBlock);
            code.visitVarInsn(Opcodes.ASTORE, 0);
            code.visitVarInsn(Opcodes.RET, 0);
        }
        code.visitMaxs(2, 1);
        code.visitEnd();
        return writer.toByteArray();
    }
}
