package dev.weft.compiler.scan;

import dev.weft.compiler.abi.RuntimeAbi;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/** An await that the source does not have: of a coroutine or stage that is returned from inside a {@code try}. */
public final class ReturnedAwait extends MethodInsnNode {

    public ReturnedAwait(boolean cold) {
        super(
                Opcodes.INVOKESTATIC,
                RuntimeAbi.WEFT,
                RuntimeAbi.AWAIT,
                cold ? RuntimeAbi.AWAIT_COROUTINE_DESCRIPTOR : RuntimeAbi.AWAIT_STAGE_DESCRIPTOR,
                false);
    }
}
