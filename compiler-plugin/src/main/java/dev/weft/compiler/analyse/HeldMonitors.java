package dev.weft.compiler.analyse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The monitors that a method holds, innermost last, before each instruction.
 *
 * <p>Locking is structured (JVMS 2.11.10): each block is entered with the same monitors on every path, and an exception finds
 * those that were held before the instruction that threw it.
 */
public final class HeldMonitors {

    private final ControlFlow flow;
    private final List<@Nullable List<AbstractInsnNode>> atStart = new ArrayList<>();

    private HeldMonitors(ControlFlow flow) {
        this.flow = flow;
        solve();
    }

    public static HeldMonitors in(MethodNode method) {
        return new HeldMonitors(ControlFlow.of(method));
    }

    public static boolean anyIn(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.MONITORENTER) {
                return true;
            }
        }
        return false;
    }

    private void solve() {
        flow.blocks().forEach(block -> atStart.add(null));
        var open = new ArrayDeque<Integer>();
        enter(0, List.of(), open);
        while (!open.isEmpty()) {
            int number = open.pop();
            var block = flow.blocks().get(number);
            var held = heldAtStart(number);
            for (int i = block.start(); i < block.end(); i++) {
                if (flow.instructions()[i].getOpcode() >= 0) {
                    for (int handler : block.handlers()) {
                        enter(handler, held, open);
                    }
                }
                held = after(flow.instructions()[i], held);
            }
            for (int successor : block.successors()) {
                enter(successor, held, open);
            }
        }
    }

    private List<AbstractInsnNode> heldAtStart(int block) {
        var held = atStart.get(block);
        return held == null ? List.of() : held;
    }

    /** A handler that covers its own release of a monitor is entered with and without it: the longer list counts. */
    private void enter(int block, List<AbstractInsnNode> held, ArrayDeque<Integer> open) {
        var known = atStart.get(block);
        if (known == null || known.size() < held.size()) {
            atStart.set(block, held);
            open.push(block);
        }
    }

    private static List<AbstractInsnNode> after(AbstractInsnNode instruction, List<AbstractInsnNode> held) {
        if (instruction.getOpcode() == Opcodes.MONITORENTER) {
            var more = new ArrayList<>(held);
            more.add(instruction);
            return List.copyOf(more);
        } else if (instruction.getOpcode() == Opcodes.MONITOREXIT && !held.isEmpty()) {
            return held.subList(0, held.size() - 1);
        }
        return held;
    }

    /** The {@code MONITORENTER}s whose monitors are held before the instruction with the given index. */
    public List<AbstractInsnNode> before(int index) {
        int number = flow.blockOf()[index];
        var held = heldAtStart(number);
        for (int i = flow.blocks().get(number).start(); i < index; i++) {
            held = after(flow.instructions()[i], held);
        }
        return held;
    }
}
