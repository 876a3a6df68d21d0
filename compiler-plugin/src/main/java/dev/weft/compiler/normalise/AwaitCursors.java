package dev.weft.compiler.normalise;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.TryRanges;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Awaits what a cursor does without a coroutine.
 *
 * <pre>
 *     invokeinterface AsyncCursor.next()Coroutine
 *     invokestatic Weft.await(Coroutine)Object         =&gt;   invokestatic Weft.await(AsyncCursor)Object
 *
 *     invokeinterface AsyncCursor.closeAsync()Coroutine
 *     invokestatic Weft.await(Coroutine)Object         =&gt;   invokestatic Weft.await(AsyncCloseable)Object
 * </pre>
 *
 * No program can call these two methods: they stand for calls of the runtime until code is written.
 */
final class AwaitCursors {

    private AwaitCursors() {}

    static void in(MethodNode body) {
        for (var instruction : body.instructions.toArray()) {
            var await = instruction instanceof MethodInsnNode call ? awaitBehind(call) : null;
            if (await != null && !isTryBorderBetween(body, instruction, await)) {
                boolean goesOn = ((MethodInsnNode) instruction).name.equals(RuntimeAbi.NEXT);
                await.desc = "(" + RuntimeAbi.descriptor(goesOn ? RuntimeAbi.CURSOR : RuntimeAbi.ASYNC_CLOSEABLE) + ")"
                        + RuntimeAbi.OBJECT_DESCRIPTOR;
                body.instructions.remove(instruction);
            }
        }
    }

    private static @Nullable MethodInsnNode awaitBehind(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKEINTERFACE
                        && call.owner.equals(RuntimeAbi.CURSOR)
                        && (call.name.equals(RuntimeAbi.NEXT) || call.name.equals(RuntimeAbi.CLOSE_ASYNC))
                        && Instructions.nextInLine(call) instanceof MethodInsnNode await
                        && await.owner.equals(RuntimeAbi.WEFT)
                        && await.name.equals(RuntimeAbi.AWAIT)
                        && await.desc.equals(RuntimeAbi.AWAIT_COROUTINE_DESCRIPTOR)
                ? await
                : null;
    }

    private static boolean isTryBorderBetween(MethodNode body, AbstractInsnNode first, MethodInsnNode second) {
        for (var at = first.getNext(); at != second; at = at.getNext()) {
            if (TryRanges.isBorder(body, at)) {
                return true;
            }
        }
        return false;
    }
}
