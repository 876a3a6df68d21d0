package dev.weft.compiler.normalise;

import dev.weft.compiler.abi.RuntimeAbi;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes the body of an entry method that of a cold method without a value. From here on there is no difference.
 *
 * <pre>
 *     return    =>    invokestatic done
 *                     areturn
 * </pre>
 */
final class ReturnDone {

    private ReturnDone() {}

    static void in(MethodNode body) {
        for (var instruction : body.instructions.toArray()) {
            if (instruction.getOpcode() == Opcodes.RETURN) {
                var done = new MethodInsnNode(
                        Opcodes.INVOKESTATIC, RuntimeAbi.WEFT, RuntimeAbi.DONE, RuntimeAbi.DONE_DESCRIPTOR, false);
                body.instructions.insertBefore(instruction, done);
                body.instructions.set(instruction, new InsnNode(Opcodes.ARETURN));
            }
        }
        body.maxStack++; // for the analysis: the coroutine
    }
}
