package dev.weft.compiler.split;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.scan.AsyncMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A method whose hot entry other classes of its module may call. All of this follows from the declaration of the method,
 * and nothing from its body. So callers hold as long as the declaration does.
 *
 * @param owner the class that declares it
 * @param name its name
 * @param descriptor its descriptor
 * @param isStatic whether it is static
 * @param overridable whether a subclass may have another method in its place
 * @param result the number that the entry returns; empty if it returns an object
 */
public record DirectMethod(
        String owner,
        String name,
        String descriptor,
        boolean isStatic,
        boolean overridable,
        Optional<PrimitiveResult> result) {

    /** Returns empty if others cannot call its entry: it is private or in an interface, or makes no coroutine. */
    public static Optional<DirectMethod> of(AsyncMethod method) {
        var node = method.node();
        boolean fits = method.isAnnotatedAsync()
                && method.isCold()
                && !method.isEntry()
                && !method.isStream()
                && !method.isInInterface()
                && !method.passesParametersInFrame()
                && (node.access & Opcodes.ACC_PRIVATE) == 0
                && (method.isStatic() || !Splitter.overwritesReceiver(node));
        int fixed = (node.access | method.owner().access) & Opcodes.ACC_FINAL;
        return fits
                ? Optional.of(new DirectMethod(
                        method.owner().name,
                        node.name,
                        node.desc,
                        method.isStatic(),
                        !method.isStatic() && fixed == 0,
                        PrimitiveResult.declaredBy(node.signature)))
                : Optional.empty();
    }

    /** The descriptor of the entry: the parameters, the frame, the task and the depth. */
    public String entryDescriptor() {
        return entryDescriptor(
                List.of(Type.getArgumentTypes(descriptor)), Type.getObjectType(RuntimeAbi.FRAME), result);
    }

    /** The descriptor of a hot entry. */
    public static String entryDescriptor(List<Type> passed, Type frame, Optional<PrimitiveResult> result) {
        var parameters = new ArrayList<>(passed);
        parameters.add(frame);
        parameters.add(Type.getObjectType(RuntimeAbi.DRIVER));
        parameters.add(Type.INT_TYPE);
        var returned = result.map(PrimitiveResult::type).orElse(Type.getObjectType(RuntimeAbi.OBJECT));
        return Type.getMethodDescriptor(returned, parameters.toArray(Type[]::new));
    }

    /** Returns the instruction by which another class calls the entry. */
    public MethodInsnNode callEntry() {
        return new MethodInsnNode(
                isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL, owner, name, entryDescriptor(), false);
    }

    /** Whether the class has a method like the entry, that other classes can call. */
    public boolean isEntryIn(ClassNode node) {
        return node.methods.stream()
                .anyMatch(method -> method.name.equals(name)
                        && method.desc.equals(entryDescriptor())
                        && (method.access & Opcodes.ACC_PRIVATE) == 0);
    }

    /** Whether an instruction calls the method in the way that its entry stands for. */
    boolean isCalledBy(MethodInsnNode call) {
        return call.getOpcode() == (isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL) && !call.itf;
    }
}
