package dev.weft.compiler.normalise;

import dev.weft.compiler.abi.RuntimeAbi;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** The code that awaits a coroutine. */
final class AwaitedCoroutine {

    private AwaitedCoroutine() {}

    /** Returns the call of {@code Weft.await} for the coroutine on top of the operands. */
    static MethodInsnNode await() {
        return new MethodInsnNode(
                Opcodes.INVOKESTATIC, RuntimeAbi.WEFT, RuntimeAbi.AWAIT, RuntimeAbi.AWAIT_COROUTINE_DESCRIPTOR, false);
    }

    /** Returns the code that calls a method whose coroutine has no value, and awaits that. */
    static InsnList of(MethodInsnNode call) {
        var code = new InsnList();
        code.add(call);
        code.add(await());
        code.add(new InsnNode(Opcodes.POP));
        return code;
    }
}
