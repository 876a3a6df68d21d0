package dev.weft.compiler.split;

import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A call that reaches one known method of the same class and whose coroutine is awaited on the spot. It enters that
 * method directly, and no coroutine is made.
 *
 * @param call the call of the stub
 * @param callee the plan of the method it reaches
 * @param counted whether the callee counts how deep it is
 */
public record FusedCall(MethodInsnNode call, MethodPlan callee, boolean counted) {}
