package dev.weft.compiler.scan;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The methods of a class that compilers made from the bodies of lambda expressions.
 *
 * <p>Such a method is synthetic and an argument of a bootstrap method; a method reference names one that is not synthetic.
 *
 * @param keys name and descriptor of each, joined
 */
public record LambdaBodies(Set<String> keys) {

    /** javac keeps the body of a lambda whose expression it removed, in {@code if (false)}; then nothing refers to it. */
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
