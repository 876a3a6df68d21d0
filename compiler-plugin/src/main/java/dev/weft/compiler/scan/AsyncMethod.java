package dev.weft.compiler.scan;

import dev.weft.compiler.abi.RuntimeAbi;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method to weave: it is annotated, or it is the body of a lambda that awaits.
 *
 * @param owner the class that declares it
 * @param node the method as the compiler wrote it
 * @param entryAnnotation the descriptor of the annotation that makes it an entry method; null if it is none
 */
public record AsyncMethod(
        ClassNode owner, MethodNode node, @Nullable String entryAnnotation) {

    /** JVMS 4.3.3: the slots that parameters, with the receiver, may take. */
    private static final int MAX_PARAMETER_SLOTS = 255;

    public boolean isStatic() {
        return (node.access & Opcodes.ACC_STATIC) != 0;
    }

    public boolean isInInterface() {
        return (owner.access & Opcodes.ACC_INTERFACE) != 0;
    }

    /** The internal name of the type that the source declares to be returned. */
    public String returnType() {
        return Type.getReturnType(node.desc).getInternalName();
    }

    /** Whether calling it runs it to its end: it is a way from ordinary code into asynchronous code. */
    public boolean isEntry() {
        return entryAnnotation != null;
    }

    /** Whether its body is a coroutine: it returns one, or a stream, not a future, or it is an entry method. */
    public boolean isCold() {
        return isEntry() || RuntimeAbi.isCold(returnType());
    }

    /** Whether it returns a stream: it may emit items. */
    public boolean isStream() {
        return !isEntry() && returnType().equals(RuntimeAbi.STREAM);
    }

    /** Whether {@code @Async} is on it. */
    public boolean isAnnotatedAsync() {
        return MethodAnnotations.of(node).contains(RuntimeAbi.ASYNC_DESCRIPTOR);
    }

    /** What makes it async, for people. */
    public String annotation() {
        return entryAnnotation == null ? "@Async" : "@" + simpleName(entryAnnotation);
    }

    private static String simpleName(String descriptor) {
        var name = Type.getType(descriptor).getInternalName();
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('$')) + 1);
    }

    public Type[] parameterTypes() {
        return Type.getArgumentTypes(node.desc);
    }

    /** The local variable slots that the receiver and the parameters take. */
    public int parameterSlots() {
        int slots = Type.getArgumentsAndReturnSizes(node.desc) >> 2;
        return isStatic() ? slots - 1 : slots;
    }

    /** Whether the descriptor has too little room for the three parameters that the hot entry adds. */
    public boolean passesParametersInFrame() {
        return parameterSlots() + 3 > MAX_PARAMETER_SLOTS;
    }

    /** The method with its class, for people. */
    public String displayName() {
        return Type.getObjectType(owner.name).getClassName() + "." + node.name;
    }
}
