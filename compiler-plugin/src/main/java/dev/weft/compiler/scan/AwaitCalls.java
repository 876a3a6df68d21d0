package dev.weft.compiler.scan;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the calls of {@code Weft.await} in a method. */
public final class AwaitCalls {

    private AwaitCalls() {}

    public static List<MethodInsnNode> in(MethodNode method) {
        var calls = new ArrayList<MethodInsnNode>();
        for (var instruction : method.instructions) {
            if (isAwait(instruction)) {
                calls.add((MethodInsnNode) instruction);
            }
        }
        return calls;
    }

    public static boolean isAwait(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.INVOKESTATIC
                && instruction instanceof MethodInsnNode call
                && call.owner.equals(RuntimeAbi.WEFT)
                && call.name.equals(RuntimeAbi.AWAIT);
    }
}
