package dev.weft.compiler.analyse;

import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A call of {@code await}, and what exists while it waits.
 *
 * @param call the call
 * @param line its source line, 0 where it is unknown
 * @param locals the types of the local variables, by slot
 * @param operands the types of the operands below its arguments, from the bottom
 * @param live the slots that may still be read afterwards
 * @param visible the slots of the variables that are in scope, as far as the class file says so
 * @param handlers the handlers of the method that may catch what the await throws, in the order in which the JVM asks them
 * @param counted whether the await must count, so that a task that never suspends lets others run: control may come to it
 *     again, or it may be one of several calls in a recursion
 */
public record AwaitSite(
        MethodInsnNode call,
        int line,
        List<VerificationType> locals,
        List<VerificationType> operands,
        BitSet live,
        BitSet visible,
        List<Handler> handlers,
        boolean counted) {

    /** Whether a handler of the method may catch what the await throws. */
    public boolean guarded() {
        return !handlers.isEmpty();
    }
}
