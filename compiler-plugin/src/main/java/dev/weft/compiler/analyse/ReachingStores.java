package dev.weft.compiler.analyse;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The stores whose value a load may read. It looks back from one load, no further than to the stores. */
final class ReachingStores {

    private final MethodNode method;
    private final ControlFlow flow;
    private final int[][] predecessors;
    private final int[][] covered;

    ReachingStores(MethodNode method) {
        this.method = method;
        flow = ControlFlow.of(method);
        predecessors = flow.sources(ControlFlow.Block::successors);
        covered = flow.sources(ControlFlow.Block::handlers);
    }

    Set<AbstractInsnNode> before(VarInsnNode load) {
        var found = new LinkedHashSet<AbstractInsnNode>();
        var open = new ArrayDeque<Integer>();
        var seen = new BitSet();
        int index = method.instructions.indexOf(load);
        int block = flow.blockOf()[index];
        if (!scan(flow.blocks().get(block).start(), index, load.var, found)) {
            open.add(block);
        }
        while (!open.isEmpty()) {
            int next = open.remove();
            for (var sources : new int[][] {predecessors[next], covered[next]}) {
                for (int source : sources) {
                    if (!seen.get(source)) {
                        seen.set(source);
                        var from = flow.blocks().get(source);
                        if (!scan(from.start(), from.end(), load.var, found)) {
                            open.add(source);
                        }
                    }
                }
            }
        }
        return found;
    }

    /** Finds the last store to a variable in a part of a block, if there is one. */
    private boolean scan(int start, int end, int slot, Set<AbstractInsnNode> found) {
        for (int i = end - 1; i >= start; i--) {
            var instruction = flow.instructions()[i];
            if (instruction.getOpcode() == Opcodes.ASTORE && ((VarInsnNode) instruction).var == slot) {
                found.add(instruction);
                return true;
            }
        }
        return false;
    }
}
