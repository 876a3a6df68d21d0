package dev.weft.compiler.scan;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the calls of {@code Weft.await}, {@code emit} and {@code emitAll} in a method: where it may suspend. */
public final class AwaitCalls {

    private AwaitCalls() {}

    public static List<MethodInsnNode> in(MethodNode method) {
        var calls = new ArrayList<MethodInsnNode>();
        for (var at = method.instructions.getFirst(); at != null; at = at.getNext()) {
            if (isAwait(at)) {
                calls.add((MethodInsnNode) at);
            }
        }
        return calls;
    }

    public static boolean isAwait(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.INVOKESTATIC
                && instruction instanceof MethodInsnNode call
                && call.owner.equals(RuntimeAbi.WEFT)
                && (call.name.equals(RuntimeAbi.AWAIT) || isEmitName(call.name));
    }

    /** Whether the instruction gives an item, or those of another stream, to whoever consumes this one. */
    public static boolean isEmit(AbstractInsnNode instruction) {
        return isAwait(instruction) && isEmitName(((MethodInsnNode) instruction).name);
    }

    /** Whether a method reference is to {@code emit} or {@code emitAll}. */
    public static boolean isEmit(Handle reference) {
        return reference.getOwner().equals(RuntimeAbi.WEFT) && isEmitName(reference.getName());
    }

    private static boolean isEmitName(String name) {
        return name.equals(RuntimeAbi.EMIT) || name.equals(RuntimeAbi.EMIT_ALL);
    }

    /** Whether the instruction is {@code await(stream)}, which only a loop over the stream may have. */
    public static boolean isStreamLoop(AbstractInsnNode instruction) {
        return isAwait(instruction) && ((MethodInsnNode) instruction).desc.equals(RuntimeAbi.AWAIT_STREAM_DESCRIPTOR);
    }
}
