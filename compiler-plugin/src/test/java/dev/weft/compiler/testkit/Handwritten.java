package dev.weft.compiler.testkit;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.scan.AsyncMethod;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * Bytecode that no javac writes: static methods of a class {@code H}, with stack maps and sizes computed by ASM, which
 * takes Object for every common superclass.
 */
public final class Handwritten {

    public static final String OWNER = "H";

    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
        @Override
        protected String getCommonSuperClass(String first, String second) {
            return RuntimeAbi.OBJECT;
        }
    };

    private Handwritten(int version) {
        writer.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, OWNER, null, RuntimeAbi.OBJECT, null);
    }

    /** A class with one static method. */
    public static Classes classWith(String name, String descriptor, Consumer<MethodVisitor> code) {
        return new Handwritten(Opcodes.V17).method(name, descriptor, code).end();
    }

    /** A class with one static {@code @Async} method. */
    public static Classes asyncClassWith(String name, String descriptor, Consumer<MethodVisitor> code) {
        return classWith(name, descriptor, method -> {
            method.visitAnnotation(RuntimeAbi.ASYNC_DESCRIPTOR, true).visitEnd();
            code.accept(method);
        });
    }

    public static MethodNode method(String descriptor, Consumer<MethodVisitor> code) {
        return classWith("m", descriptor, code).method(OWNER, "m", descriptor);
    }

    public static AsyncMethod async(String descriptor, Consumer<MethodVisitor> code) {
        return asyncClassWith("m", descriptor, code).async("m");
    }

    private Handwritten method(String name, String descriptor, Consumer<MethodVisitor> code) {
        var method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, descriptor, null, null);
        code.accept(method);
        method.visitMaxs(0, 0);
        method.visitEnd();
        return this;
    }

    private Classes end() {
        ((ClassVisitor) writer).visitEnd();
        return new Classes(Map.of(OWNER, writer.toByteArray()));
    }

    /** {@code Weft.await} of the awaitable on the stack. */
    public static void await(MethodVisitor code) {
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, RuntimeAbi.WEFT, "await", "(Ldev/weft/Awaitable;)Ljava/lang/Object;", false);
    }

    /** {@code return Weft.result(the operand)}. */
    public static void returnResult(MethodVisitor code) {
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, RuntimeAbi.WEFT, "result", "(Ljava/lang/Object;)Ldev/weft/Coroutine;", false);
        code.visitInsn(Opcodes.ARETURN);
    }
}
