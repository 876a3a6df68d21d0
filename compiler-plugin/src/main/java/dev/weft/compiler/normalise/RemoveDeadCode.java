package dev.weft.compiler.normalise;

import dev.weft.compiler.analyse.ControlFlow;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Removes the code that control cannot reach, and the try ranges that cover nothing else.
 *
 * <pre>
 *     goto END                 goto END
 *     aload 1          =>      END:
 *     invokestatic await
 *     END:
 * </pre>
 *
 * An await that is never reached needs no suspension point, and the part of a body that only the hot entry runs has no
 * place in the resume entry. Labels stay: debug information refers to them.
 */
public final class RemoveDeadCode {

    private RemoveDeadCode() {}

    public static void in(MethodNode method) {
        var flow = ControlFlow.of(method);
        var reachable = flow.reachable();
        if (reachable.cardinality() == flow.blocks().size()) {
            return;
        }
        for (int number = reachable.nextClearBit(0);
                number < flow.blocks().size();
                number = reachable.nextClearBit(number + 1)) {
            var block = flow.blocks().get(number);
            for (int i = block.start(); i < block.end(); i++) {
                if (!(flow.instructions()[i] instanceof LabelNode)) {
                    method.instructions.remove(flow.instructions()[i]);
                }
            }
        }
        method.tryCatchBlocks.removeIf(RemoveDeadCode::coversNothing);
    }

    private static boolean coversNothing(TryCatchBlockNode range) {
        for (AbstractInsnNode at = range.start; at != null && at != range.end; at = at.getNext()) {
            if (at.getOpcode() >= 0) {
                return false;
            }
        }
        return true;
    }
}
