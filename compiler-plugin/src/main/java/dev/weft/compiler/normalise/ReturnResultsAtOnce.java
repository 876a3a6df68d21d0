package dev.weft.compiler.normalise;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.ResultCalls;
import dev.weft.compiler.code.Instructions;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Returns a result, or a coroutine, where it is made, if nothing else happens on the way to the return.
 *
 * <pre>
 *        …                          …
 *        invokestatic result        invokestatic result
 *        goto END           =>      areturn
 *     A: invokestatic other      A: invokestatic other
 *     END:                       END:
 *        areturn                    areturn
 * </pre>
 *
 * So the first branch of {@code return x == 0 ? result(0) : other(x)} returns a value and not a coroutine that must be
 * awaited, and the second one may enter the other method directly ({@code FuseCalls}).
 */
final class ReturnResultsAtOnce {

    /**
     * Follows at most this many jumps: compilers rarely leave more than one behind the other, and jumps may form a
     * circle.
     */
    private static final int MOST_JUMPS = 4;

    private ReturnResultsAtOnce() {}

    static void in(MethodNode method) {
        for (var instruction = method.instructions.getFirst();
                instruction != null;
                instruction = instruction.getNext()) {
            if (makesCoroutine(instruction)
                    && !ResultCalls.isReturnedAtOnce(instruction)
                    && leadsToReturn(instruction)) {
                method.instructions.insert(instruction, new InsnNode(Opcodes.ARETURN));
            }
        }
    }

    private static boolean makesCoroutine(AbstractInsnNode instruction) {
        return ResultCalls.isOne(instruction)
                || (instruction instanceof MethodInsnNode call
                        && (call.desc.endsWith(RuntimeAbi.RETURNS_COROUTINE)
                                || call.desc.endsWith(RuntimeAbi.RETURNS_STREAM)));
    }

    private static boolean leadsToReturn(AbstractInsnNode call) {
        AbstractInsnNode at = Instructions.after(call);
        for (int jumps = 0; jumps < MOST_JUMPS && at instanceof JumpInsnNode jump; jumps++) {
            at = jump.getOpcode() == Opcodes.GOTO ? Instructions.after(jump.label) : null;
        }
        return at != null && at.getOpcode() == Opcodes.ARETURN;
    }
}
