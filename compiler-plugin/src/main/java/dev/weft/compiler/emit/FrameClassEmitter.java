package dev.weft.compiler.emit;

import dev.weft.compiler.abi.GeneratedNames;
import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.split.MethodPlan;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the frame class of a method: fields for the values that outlive a suspension, and no code that needs private
 * access.
 */
final class FrameClassEmitter {

    private final MethodPlan plan;
    private final ClassWriter writer = new ClassWriter(0);

    private FrameClassEmitter(MethodPlan plan) {
        this.plan = plan;
    }

    static byte[] of(MethodPlan plan) {
        return new FrameClassEmitter(plan).write();
    }

    private byte[] write() {
        var owner = plan.method().owner();
        writer.visit(owner.version, GeneratedNames.FRAME_CLASS_ACCESS, plan.frameClass(), null, superclass(), null);
        if (owner.sourceFile != null) {
            writer.visitSource(owner.sourceFile, null);
        }
        WovenMark.put(writer, List.of());
        if (plan.keepsReceiver()) {
            field(GeneratedNames.RECEIVER_FIELD, plan.ownerType().getDescriptor());
        }
        plan.fields().forEach(field -> field(field.name(), field.descriptor()));
        constructor();
        factory();
        resume();
        position();
        catches();
        IgnoresEmitter.emit(plan, writer);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private String superclass() {
        return plan.method().isStream() ? RuntimeAbi.STREAM_FRAME : RuntimeAbi.FRAME;
    }

    private String resumeName() {
        return plan.method().isStream() ? RuntimeAbi.ADVANCE : RuntimeAbi.RESUME;
    }

    private void field(String name, String descriptor) {
        writer.visitField(GeneratedNames.FRAME_FIELD_ACCESS, name, descriptor, null, null)
                .visitEnd();
    }

    private void constructor() {
        var code = writer.visitMethod(0, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, superclass(), "<init>", "()V", false);
        code.visitInsn(Opcodes.RETURN);
        end(code, 1, 1);
    }

    /** {@code static F of([C receiver,] F frame)}: the frame, or a new one if it is null. */
    private void factory() {
        int frame = plan.keepsReceiver() ? 1 : 0;
        var code = writer.visitMethod(
                Opcodes.ACC_STATIC, GeneratedNames.FRAME_OF, FrameAccess.ofDescriptor(plan), null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, frame);
        var missing = new Label();
        code.visitJumpInsn(Opcodes.IFNULL, missing);
        code.visitVarInsn(Opcodes.ALOAD, frame);
        code.visitInsn(Opcodes.ARETURN);
        code.visitLabel(missing);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitTypeInsn(Opcodes.NEW, plan.frameClass());
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, plan.frameClass(), "<init>", "()V", false);
        if (plan.keepsReceiver()) {
            code.visitInsn(Opcodes.DUP);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(
                    Opcodes.PUTFIELD,
                    plan.frameClass(),
                    GeneratedNames.RECEIVER_FIELD,
                    plan.ownerType().getDescriptor());
        }
        code.visitInsn(Opcodes.ARETURN);
        end(code, frame + 2, frame + 1);
    }

    private void resume() {
        var method = plan.method();
        var code = writer.visitMethod(Opcodes.ACC_PROTECTED, resumeName(), RuntimeAbi.RESUME_DESCRIPTOR, null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                method.owner().name,
                GeneratedNames.dispatcher(method.node().name),
                EntrySignature.dispatcher(plan),
                method.isInInterface());
        code.visitInsn(Opcodes.ARETURN);
        end(code, 2, 2);
    }

    /** The line at which the method is suspended: a table with one character for each state. */
    private void position() {
        var method = plan.method();
        var code = writer.visitMethod(
                Opcodes.ACC_PROTECTED, RuntimeAbi.POSITION, RuntimeAbi.POSITION_DESCRIPTOR, null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitLdcInsn(Type.getObjectType(method.owner().name).getClassName());
        code.visitLdcInsn(method.node().name);
        if (method.owner().sourceFile == null) {
            code.visitInsn(Opcodes.ACONST_NULL);
        } else {
            code.visitLdcInsn(method.owner().sourceFile);
        }
        var lines = new StringBuilder();
        plan.points().forEach(point -> lines.append((char) point.site().line()));
        code.visitLdcInsn(lines.toString());
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                RuntimeAbi.FRAME,
                RuntimeAbi.POSITION,
                RuntimeAbi.POSITION_LOOKUP_DESCRIPTOR,
                false);
        code.visitInsn(Opcodes.ARETURN);
        end(code, 5, 1);
    }

    /**
     * The points that have a handler around them: a table with one character for each state, or a constant. If every
     * point has one, nothing is written, since the runtime assumes that.
     */
    private void catches() {
        var guarded = new StringBuilder();
        plan.points().forEach(point -> guarded.append(point.site().guarded() ? '1' : '0'));
        if (guarded.indexOf("0") < 0) {
            return;
        }
        var code = writer.visitMethod(
                Opcodes.ACC_PROTECTED, RuntimeAbi.CATCHES, RuntimeAbi.CATCHES_DESCRIPTOR, null, null);
        code.visitCode();
        boolean sometimes = guarded.indexOf("1") >= 0;
        if (!sometimes) {
            code.visitInsn(Opcodes.ICONST_0);
        } else {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitLdcInsn(guarded.toString());
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    RuntimeAbi.FRAME,
                    RuntimeAbi.CATCHES,
                    RuntimeAbi.CATCHES_LOOKUP_DESCRIPTOR,
                    false);
        }
        code.visitInsn(Opcodes.IRETURN);
        end(code, sometimes ? 2 : 1, 1);
    }

    private static void end(MethodVisitor code, int maxStack, int maxLocals) {
        code.visitMaxs(maxStack, maxLocals);
        code.visitEnd();
    }
}
