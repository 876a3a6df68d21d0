package dev.weft.compiler.scan;

import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The static methods that Scala makes of those of an {@code object}. They have its annotations and call it, as bridges do.
 * An entry of them would run another entry on its loop:
 *
 * <pre>{@code
 * public static void main(String[] args) { Main$.MODULE$.main(args); }
 * }</pre>
 */
final class StaticForwarders {

    private StaticForwarders() {}

    static boolean contains(ClassNode owner, MethodNode method) {
        return (method.access & Opcodes.ACC_STATIC) != 0
                && instructions(method)
                        .findFirst()
                        .filter(first -> isModule(owner, first))
                        .isPresent()
                && instructions(method).filter(MethodInsnNode.class::isInstance).count() == 1
                && instructions(method).anyMatch(call -> isSameOfModule(owner, method, call));
    }

    /** Without labels, lines and frames. */
    private static Stream<AbstractInsnNode> instructions(MethodNode method) {
        return Stream.of(method.instructions.toArray()).filter(instruction -> instruction.getOpcode() >= 0);
    }

    private static boolean isModule(ClassNode owner, AbstractInsnNode instruction) {
        return instruction instanceof FieldInsnNode field
                && field.getOpcode() == Opcodes.GETSTATIC
                && field.name.equals("MODULE$")
                && field.owner.equals(owner.name + "$");
    }

    private static boolean isSameOfModule(ClassNode owner, MethodNode method, AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                && call.owner.equals(owner.name + "$")
                && call.name.equals(method.name)
                && call.desc.equals(method.desc);
    }
}
