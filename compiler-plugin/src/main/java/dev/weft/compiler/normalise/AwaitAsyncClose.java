package dev.weft.compiler.normalise;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.scan.AsyncMethod;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Makes an async method await the closing of a resource that closes asynchronously, and with it every
 * try-with-resources.
 *
 * <pre>
 *     invokevirtual TaskGroup.close()V      =>      invokevirtual TaskGroup.closeAsync()Coroutine
 *                                                   invokestatic Weft.await(Coroutine)Object
 *                                                   pop
 * </pre>
 *
 * The static type of the receiver decides, as it does for javac. The change in meaning is intended: unwoven, {@code
 * AsyncCloseable.close()} only fails. An override of it is not called.
 */
public final class AwaitAsyncClose {

    private AwaitAsyncClose() {}

    public static void in(AsyncMethod async, ClassHierarchy hierarchy) {
        var method = async.node();
        AbstractInsnNode next;
        for (var instruction = method.instructions.getFirst(); instruction != null; instruction = next) {
            next = instruction.getNext();
            if (isOne(instruction, hierarchy)) {
                var close = (MethodInsnNode) instruction;
                method.instructions.insertBefore(close, AwaitedCoroutine.of(closeAsync(close, async.owner())));
                method.instructions.remove(close);
                method.maxStack = Math.max(method.maxStack, 1);
            }
        }
    }

    /** Whether the instruction closes what is known to close asynchronously, also as {@code super.close()}. */
    public static boolean isOne(AbstractInsnNode instruction, ClassHierarchy hierarchy) {
        return instruction.getOpcode() != Opcodes.INVOKESTATIC
                && instruction instanceof MethodInsnNode call
                && call.name.equals(RuntimeAbi.CLOSE)
                && call.desc.equals(RuntimeAbi.CLOSE_DESCRIPTOR)
                && (call.owner.equals(RuntimeAbi.TASK_GROUP)
                        || hierarchy.isSubtype(call.owner, RuntimeAbi.ASYNC_CLOSEABLE));
    }

    /** {@code AsyncCloseable.super.closeAsync()} would be abstract: it is the own one that its {@code close()} stands for. */
    private static MethodInsnNode closeAsync(MethodInsnNode close, ClassNode owner) {
        if (close.getOpcode() == Opcodes.INVOKESPECIAL && close.owner.equals(RuntimeAbi.ASYNC_CLOSEABLE)) {
            boolean inInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
            return new MethodInsnNode(
                    inInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL,
                    owner.name,
                    RuntimeAbi.CLOSE_ASYNC,
                    RuntimeAbi.CLOSE_ASYNC_DESCRIPTOR,
                    inInterface);
        }
        return new MethodInsnNode(
                close.getOpcode(), close.owner, RuntimeAbi.CLOSE_ASYNC, RuntimeAbi.CLOSE_ASYNC_DESCRIPTOR, close.itf);
    }
}
