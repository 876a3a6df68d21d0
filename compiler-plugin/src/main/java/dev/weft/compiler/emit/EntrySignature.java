package dev.weft.compiler.emit;

import dev.weft.compiler.abi.GeneratedNames;
import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.split.DirectMethod;
import dev.weft.compiler.split.MethodPlan;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/** The descriptors of the two entries of a method, and the instructions that call them. */
final class EntrySignature {

    private static final Type DRIVER = Type.getObjectType(RuntimeAbi.DRIVER);
    private static final Type OBJECT = Type.getObjectType(RuntimeAbi.OBJECT);

    private EntrySignature() {}

    /**
     * The parameters, then the frame, the task and the depth. A method with too many parameters leaves them in the
     * frame. If other classes may call the entry, nothing in it depends on the body.
     */
    static String hot(MethodPlan plan) {
        var direct = plan.fusion().direct();
        if (direct.isPresent()) {
            return direct.get().entryDescriptor();
        }
        List<Type> passed = plan.method().passesParametersInFrame() ? List.of() : plan.parameterTypes();
        return DirectMethod.entryDescriptor(
                passed, plan.frameType(), plan.fusion().result());
    }

    /** The task and the frame: a hot entry never has them in this order. */
    static String resume(MethodPlan plan) {
        return descriptor(List.of(DRIVER, plan.frameType()));
    }

    static String dispatcher(MethodPlan plan) {
        return descriptor(List.of(plan.frameType(), DRIVER));
    }

    static MethodInsnNode callHot(MethodPlan plan) {
        return call(plan, plan.method().node().name, hot(plan));
    }

    static MethodInsnNode callResume(MethodPlan plan) {
        return call(plan, plan.method().node().name, resume(plan));
    }

    static MethodInsnNode callSegment(MethodPlan plan, int index) {
        return call(plan, segmentName(plan, index), resume(plan));
    }

    static String segmentName(MethodPlan plan, int index) {
        return GeneratedNames.segment(plan.method().node().name, index);
    }

    private static MethodInsnNode call(MethodPlan plan, String name, String descriptor) {
        var method = plan.method();
        return new MethodInsnNode(
                plan.staticEntries() ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
                method.owner().name,
                name,
                descriptor,
                method.isInInterface());
    }

    private static String descriptor(List<Type> parameters) {
        return Type.getMethodDescriptor(OBJECT, parameters.toArray(Type[]::new));
    }
}
