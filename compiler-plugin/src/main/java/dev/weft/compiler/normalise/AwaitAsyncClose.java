package dev.weft.compiler.normalise;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

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

    public static void in(MethodNode method, ClassHierarchy hierarchy) {
        AbstractInsnNode next;
        for (var instruction = method.instructions.getFirst(); instruction != null; instruction = next) {
            next = instruction.getNext();
            if (isClose(instruction, hierarchy)) {
                var close = (MethodInsnNode) instruction;
                method.instructions.insertBefore(close, awaitedClose(close));
                method.instructions.remove(close);
                method.maxStack = Math.max(method.maxStack, 1);
            }
        }
    }

    private static boolean isClose(AbstractInsnNode instruction, ClassHierarchy hierarchy) {
        return (instruction.getOpcode() == Opcodes.INVOKEVIRTUAL || instruction.getOpcode() == Opcodes.INVOKEINTERFACE)
                && instruction instanceof MethodInsnNode call
                && call.name.equals(RuntimeAbi.CLOSE)
                && call.desc.equals(RuntimeAbi.CLOSE_DESCRIPTOR)
                && (call.owner.equals(RuntimeAbi.TASK_GROUP)
                        || hierarchy.isSubtype(call.owner, RuntimeAbi.ASYNC_CLOSEABLE));
    }

    private static InsnList awaitedClose(MethodInsnNode close) {
        var code = new InsnList();
        code.add(new MethodInsnNode(
                close.getOpcode(), close.owner, RuntimeAbi.CLOSE_ASYNC, RuntimeAbi.CLOSE_ASYNC_DESCRIPTOR, close.itf));
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC, RuntimeAbi.WEFT, RuntimeAbi.AWAIT, RuntimeAbi.AWAIT_COROUTINE_DESCRIPTOR, false));
        code.add(new InsnNode(Opcodes.POP));
        return code;
    }
}
