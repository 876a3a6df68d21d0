package dev.weft.compiler.scan;

import java.util.regex.Pattern;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * The methods that AspectJ makes from what an around advice surrounds. If that is an async method, the method keeps its
 * annotation and calls the advice; its body, with the awaits, moves to {@code total_aroundBody0}.
 * The body of the advice itself is copied to {@code total_aroundBody1$advice}; an async advice awaits there.
 */
public final class AdvisedBodies {

    private static final Pattern NAME = Pattern.compile(".+_aroundBody\\d+(\\$advice)?");

    private AdvisedBodies() {}

    public static boolean contains(MethodNode method) {
        return (method.access & Opcodes.ACC_STATIC) != 0
                && NAME.matcher(method.name).matches();
    }
}
