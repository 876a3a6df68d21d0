package dev.weft.compiler.agent;

import dev.weft.compiler.abi.RuntimeAbi;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Replaces a class's static initialiser by a failure, so that the first use of the class says why it was not woven, and
 * the class cannot run:
 *
 * <pre>{@code
 * static { throw new NotWovenError("Foo.java:42: error: WEFT003: …"); }
 * }</pre>
 */
final class RefusedClass extends ClassVisitor {

    private static final String CLASS_INITIALISER = "<clinit>";

    private final String reason;

    private RefusedClass(ClassVisitor next, String reason) {
        super(RuntimeAbi.ASM_API, next);
        this.reason = reason;
    }

    static byte[] of(byte[] classFile, String reason) {
        var reader = new ClassReader(classFile);
        var writer = new ClassWriter(reader, 0);
        reader.accept(new RefusedClass(writer, reason), 0);
        return writer.toByteArray();
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return name.equals(CLASS_INITIALISER)
                ? null
                : super.visitMethod(access, name, descriptor, signature, exceptions);
    }

    @Override
    public void visitEnd() {
        var initialiser = cv.visitMethod(Opcodes.ACC_STATIC, CLASS_INITIALISER, "()V", null, null);
        initialiser.visitCode();
        initialiser.visitTypeInsn(Opcodes.NEW, RuntimeAbi.NOT_WOVEN);
        initialiser.visitInsn(Opcodes.DUP);
        initialiser.visitLdcInsn(reason);
        initialiser.visitMethodInsn(
                Opcodes.INVOKESPECIAL,
                RuntimeAbi.NOT_WOVEN,
                "<init>",
                Type.getMethodDescriptor(Type.VOID_TYPE, Type.getType(String.class)),
                false);
        initialiser.visitInsn(Opcodes.ATHROW);
        initialiser.visitMaxs(3, 0);
        initialiser.visitEnd();
        super.visitEnd();
    }
}
