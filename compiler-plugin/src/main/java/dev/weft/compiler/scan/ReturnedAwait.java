package dev.weft.compiler.scan;

import dev.weft.compiler.abi.RuntimeAbi;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * An await that the source does not have: of a coroutine or stage that is returned from inside a {@code try} or a loop over
 * a stream. Of a stream it is a call of {@code emitAll}.
 */
public final class ReturnedAwait extends MethodInsnNode {

    private ReturnedAwait(String name, String descriptor) {
        super(Opcodes.INVOKESTATIC, RuntimeAbi.WEFT, name, descriptor, false);
    }

    /** Returns the call that waits for what the method returns. */
    public static ReturnedAwait in(AsyncMethod async) {
        if (async.isStream()) {
            return new ReturnedAwait(RuntimeAbi.EMIT_ALL, RuntimeAbi.EMIT_ALL_DESCRIPTOR);
        }
        return new ReturnedAwait(
                RuntimeAbi.AWAIT,
                async.isCold() ? RuntimeAbi.AWAIT_COROUTINE_DESCRIPTOR : RuntimeAbi.AWAIT_STAGE_DESCRIPTOR);
    }
}
