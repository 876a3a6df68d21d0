package dev.weft.compiler.split;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A call whose coroutine is awaited, or returned, on the spot. It enters the called method directly, and no coroutine is
 * made.
 *
 * @param call the call of the stub
 * @param callee what it enters
 * @param awaited whether the caller awaits what the call gives; else it returns that
 * @param counting whether the caller counts the call, as {@code AwaitSite} says
 * @param unboxing the instruction that takes the awaited number out of its box, if the callee returns a number
 */
public record FusedCall(
        MethodInsnNode call,
        Callee callee,
        boolean awaited,
        boolean counting,
        @Nullable MethodInsnNode unboxing) {}
