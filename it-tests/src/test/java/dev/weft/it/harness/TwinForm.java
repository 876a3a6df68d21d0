package dev.weft.it.harness;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Turns an unwoven class into its blocking twin: {@code Weft.await(x)} becomes {@code Twin.await(x)}. */
final class TwinForm extends ClassVisitor {
    private static final String TWIN = Type.getInternalName(Twin.class);

    private TwinForm(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    static byte[] of(byte[] unwoven) {
        var writer = new ClassWriter(0);
        new ClassReader(unwoven).accept(new TwinForm(writer), 0);
        return writer.toByteArray();
    }

    private static boolean isBlocking(String owner, String name) {
        return owner.equals("dev/weft/Weft")
                && switch (name) {
                    case "await", "result", "done", "failed" -> true;
                    default -> false;
                };
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        var next = super.visitMethod(access, name, descriptor, signature, exceptions);
        return new MethodVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String called, String calledDescriptor, boolean isInterface) {
                boolean blocking = isBlocking(owner, called);
                super.visitMethodInsn(opcode, blocking ? TWIN : owner, called, calledDescriptor, isInterface);
            }
        };
    }
}
