package dev.weft.compiler.split;

import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * How a method takes part in fused calls.
 *
 * @param returned the fused calls at returns, by the instruction that returns
 * @param counted whether fused calls may reach the method without bound, so that it must count how deep it is
 * @param result the number that the hot entry returns; empty if it returns an object
 * @param direct what other classes know of the hot entry, if they may call it
 */
public record Fusion(
        Map<AbstractInsnNode, FusedCall> returned,
        boolean counted,
        Optional<PrimitiveResult> result,
        Optional<DirectMethod> direct) {

    /** No part. */
    static final Fusion NONE = new Fusion(Map.of(), false, Optional.empty(), Optional.empty());
}
