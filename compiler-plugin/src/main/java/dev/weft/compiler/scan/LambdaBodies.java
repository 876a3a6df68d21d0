package dev.weft.compiler.scan;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The methods of a class that a compiler made from the bodies of lambda expressions.
 *
 * <p>Such a method is synthetic and an argument of a bootstrap method. A method reference names a method that is not
 * synthetic.
 *
 * @param keys name and descriptor of each, joined
 */
public record LambdaBodies(Set<String> keys) {

    /** If javac removes a lambda expression, as in {@code if (false)}, it keeps the body, and nothing refers to it. */
    private static final String JAVAC_PREFIX = "lambda$";

    static LambdaBodies of(ClassNode node) {
        var keys = new HashSet<String>();
        for (var method : node.methods) {
            for (var instruction : method.instructions) {
                if (instruction instanceof InvokeDynamicInsnNode indy) {
                    collect(indy, node.name, keys);
                }
            }
        }
        return new LambdaBodies(keys);
    }

    private static void collect(InvokeDynamicInsnNode indy, String owner, Set<String> keys) {
        for (var argument : indy.bsmArgs) {
            if (argument instanceof Handle handle && handle.getOwner().equals(owner)) {
                keys.add(handle.getName() + handle.getDesc());
            }
        }
    }

    public boolean contains(MethodNode method) {
        return (method.access & Opcodes.ACC_SYNTHETIC) != 0
                && (keys.contains(method.name + method.desc) || method.name.startsWith(JAVAC_PREFIX));
    }
}
