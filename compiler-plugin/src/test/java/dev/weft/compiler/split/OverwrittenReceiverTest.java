package dev.weft.compiler.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Disassembly;
import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Handwritten;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.lang.reflect.Modifier;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The JVM lets a method overwrite the slot of {@code this}. The entries of such a method are static. */
class OverwrittenReceiverTest {

    @Test
    void theReceiverIsAVariableLikeOthers() throws Throwable {
        var woven = Weaving.weave(reusingSlotZero());
        var entries = woven.node("H").methods.stream()
                .filter(method -> method.name.equals("m") && method.desc.endsWith("Object;"))
                .toList();
        assertEquals(2, entries.size());
        for (var entry : entries) {
            assertTrue(Disassembly.isStatic(entry), () -> Modifier.toString(entry.access) + " " + entry.desc);
        }
        var fields =
                woven.node("H$m$Frame").fields.stream().map(field -> field.name).toList();
        assertFalse(fields.contains("receiver"), fields::toString);
        var program = Program.load(woven);
        assertEquals("x7", call(program, Given.now("x")));
        assertEquals("x7", call(program, Given.later("x")));
    }

    private static Object call(Program program, Object argument) throws Exception {
        var type = program.type("H");
        var receiver = type.getConstructor().newInstance();
        var m = type.getMethod("m", Awaitable.class);
        return Weft.run((Coroutine<?>) m.invoke(receiver, argument));
    }

    /** {@code Coroutine m(Awaitable a) { int i = 7 in slot 0; return result((String) await(a) + i); }}. */
    private static Classes reusingSlotZero() {
        var writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "H", null, RuntimeAbi.OBJECT, null);
        MethodVisitor init = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        init.visitVarInsn(Opcodes.ALOAD, 0);
        init.visitMethodInsn(Opcodes.INVOKESPECIAL, RuntimeAbi.OBJECT, "<init>", "()V", false);
        init.visitInsn(Opcodes.RETURN);
        init.visitMaxs(0, 0);
        var code =
                writer.visitMethod(Opcodes.ACC_PUBLIC, "m", "(Ldev/weft/Awaitable;)Ldev/weft/Coroutine;", null, null);
        code.visitAnnotation(RuntimeAbi.ASYNC_DESCRIPTOR, true).visitEnd();
        code.visitIntInsn(Opcodes.BIPUSH, 7);
        code.visitVarInsn(Opcodes.ISTORE, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        Handwritten.await(code);
        code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/String");
        code.visitVarInsn(Opcodes.ILOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/String", "valueOf", "(I)Ljava/lang/String;", false);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "java/lang/String", "concat", "(Ljava/lang/String;)Ljava/lang/String;", false);
        Handwritten.returnResult(code);
        code.visitMaxs(0, 0);
        writer.visitEnd();
        return new Classes(Map.of("H", writer.toByteArray()));
    }
}
