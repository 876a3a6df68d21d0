package dev.weft.compiler.code;

import java.util.Optional;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** What tables of local variables say. Not every class file has them ({@code javac -g}). */
public final class LocalVariables {

    private LocalVariables() {}

    /** Whether a class was compiled with such tables. A method without variables has none even then. */
    public static boolean areNamedIn(ClassNode node) {
        return node.methods.stream()
                .anyMatch(method -> method.localVariables != null && !method.localVariables.isEmpty());
    }

    /** Returns the variable of the program that a slot holds at an instruction. */
    public static Optional<LocalVariableNode> at(MethodNode method, int slot, AbstractInsnNode instruction) {
        if (method.localVariables == null) {
            return Optional.empty();
        }
        int index = method.instructions.indexOf(instruction);
        return method.localVariables.stream()
                .filter(variable -> variable.index == slot
                        && method.instructions.indexOf(variable.start) <= index
                        && index < method.instructions.indexOf(variable.end))
                .findFirst();
    }
}
