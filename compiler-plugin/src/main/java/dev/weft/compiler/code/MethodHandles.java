package dev.weft.compiler.code;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** The methods that an {@code invokedynamic} is given: bodies of lambdas, and what method references refer to. */
public final class MethodHandles {

    private MethodHandles() {}

    /** Returns the handles among the arguments of the instruction; none if it is another one. */
    public static List<Handle> in(AbstractInsnNode instruction) {
        if (!(instruction instanceof InvokeDynamicInsnNode indy)) {
            return List.of();
        }
        var handles = new ArrayList<Handle>(indy.bsmArgs.length);
        for (var argument : indy.bsmArgs) {
            if (argument instanceof Handle handle) {
                handles.add(handle);
            }
        }
        return handles;
    }

    /** Whether one of them is such a one. */
    public static boolean any(AbstractInsnNode instruction, Predicate<Handle> isSuch) {
        if (instruction instanceof InvokeDynamicInsnNode) {
            for (var handle : in(instruction)) {
                if (isSuch.test(handle)) {
                    return true;
                }
            }
        }
        return false;
    }
}
