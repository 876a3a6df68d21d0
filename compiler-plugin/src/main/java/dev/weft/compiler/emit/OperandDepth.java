package dev.weft.compiler.emit;

import dev.weft.compiler.analyse.TypeFlow;
import dev.weft.compiler.analyse.Types;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/** The exact depth of the operand stack that generated code needs. */
final class OperandDepth {

    private OperandDepth() {}

    /**
     * The greatest depth before any instruction, in slots. The walk that finds it also proves that every instruction finds
     * its operands.
     */
    static int max(String owner, MethodNode method) {
        method.maxStack = bound(method);
        var greatest = new int[1];
        new TypeFlow(owner, method).walk((instruction, types) -> {
            if (types != null && instruction.getOpcode() >= 0) {
                greatest[0] = Math.max(greatest[0], depth(types));
            }
        });
        return greatest[0];
    }

    /** From one stack map to the next, each instruction pushes two slots at most. */
    private static int bound(MethodNode method) {
        int mapped = 0;
        int longestRun = 0;
        int run = 0;
        for (var instruction : method.instructions) {
            if (instruction instanceof FrameNode map) {
                mapped = Math.max(mapped, map.stack.size());
                run = 0;
            } else if (instruction.getOpcode() >= 0) {
                longestRun = Math.max(longestRun, ++run);
            }
        }
        return 2 * (mapped + longestRun);
    }

    private static int depth(Types types) {
        int depth = 0;
        for (int i = 0; i < types.getStackSize(); i++) {
            depth += types.getStack(i).getSize();
        }
        return depth;
    }
}
