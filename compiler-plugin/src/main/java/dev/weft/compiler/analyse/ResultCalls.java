package dev.weft.compiler.analyse;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.Instructions;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Calls that make a coroutine or future of a value that exists already: {@code result(x)}, {@code completedFuture(x)}…
 */
public final class ResultCalls {

    private ResultCalls() {}

    /** Whether the instruction is such a call; {@code done()} and {@code end()} are two, too. */
    public static boolean isOne(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.INVOKESTATIC
                && instruction instanceof MethodInsnNode call
                && (RuntimeAbi.makesResult(call.owner, call.name, call.desc)
                        || RuntimeAbi.makesDone(call.owner, call.name, call.desc)
                        || RuntimeAbi.makesEnd(call.owner, call.name, call.desc));
    }

    /** Whether the call is followed by a return, and no jump leads between them: that would need a stack map. */
    public static boolean isReturnedAtOnce(AbstractInsnNode call) {
        var next = Instructions.nextInLine(call);
        return next != null && next.getOpcode() == Opcodes.ARETURN;
    }
}
