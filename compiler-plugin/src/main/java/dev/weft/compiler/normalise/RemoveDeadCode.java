package dev.weft.compiler.normalise;

import dev.weft.compiler.analyse.ControlFlow;
import java.util.HashSet;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Removes the code that control cannot reach, and the try ranges that cover nothing else or whose handler is such code.
 *
 * <pre>
 *     goto END                 goto END
 *     aload 1          =>      END:
 *     invokestatic await
 *     END:
 * </pre>
 *
 * An await that is never reached needs no suspension point, and the part of a body that only the hot entry runs has no
 * place in the resume entry. Labels stay: debug information refers to them. What was on one line with code that is gone
 * may have to be put back on it: see {@link LineNumbers}.
 */
public final class RemoveDeadCode {

    private RemoveDeadCode() {}

    public static void in(MethodNode method) {
        var flow = ControlFlow.of(method);
        var reachable = flow.reachable();
        if (reachable.cardinality() == flow.blocks().size()) {
            return;
        }
        var gone = new HashSet<LabelNode>();
        for (int i = 0; i < flow.instructions().length; i++) {
            if (!reachable.get(flow.blockOf()[i])) {
                if (flow.instructions()[i] instanceof LabelNode label) {
                    gone.add(label);
                } else {
                    method.instructions.remove(flow.instructions()[i]);
                }
            }
        }
        method.tryCatchBlocks.removeIf(range -> gone.contains(range.handler));
        EmptyRanges.dropFrom(method);
    }
}
