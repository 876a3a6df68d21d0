package dev.weft.compiler.check;

import dev.weft.compiler.hierarchy.ClassHierarchy;
import java.util.Set;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Methods of a type, and of its subtypes, that block the thread that calls them. A constructor has the name {@code <init>}.
 *
 * @param when which calls of them do
 * @param remedy what to do instead
 */
record BlockingMethod(String owner, Set<String> names, When when, String remedy) {

    /** Whether a call blocks, of a method that has the name. */
    @FunctionalInterface
    interface When {
        /**
         * Whether it does.
         *
         * @param inEntry whether it stands in an entry method itself, and not in a lambda there
         */
        boolean blocks(MethodInsnNode call, boolean inEntry);
    }

    private static final Set<String> WAITING =
            Set.of("()", "(J)", "(JI)", "(JLjava/util/concurrent/TimeUnit;)", "(Ljava/time/Duration;)");

    static BlockingMethod always(String owner, Set<String> names, String remedy) {
        return new BlockingMethod(owner, names, (call, inEntry) -> true, remedy);
    }

    /**
     * A method that waits takes no parameters, or a time limit. Other methods of the name do not wait, such as one with
     * an index.
     */
    static BlockingMethod waiting(String owner, Set<String> names, String remedy) {
        return new BlockingMethod(owner, names, (call, inEntry) -> WAITING.contains(parameters(call)), remedy);
    }

    private static String parameters(MethodInsnNode call) {
        return call.desc.substring(0, call.desc.indexOf(')') + 1);
    }

    boolean fits(MethodInsnNode call, boolean inEntry, ClassHierarchy hierarchy) {
        return when.blocks(call, inEntry) && hierarchy.isSubtype(call.owner, owner);
    }
}
