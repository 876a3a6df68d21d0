package dev.weft.compiler.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The monitors that a method holds before each instruction, the innermost last.
 *
 * <p>Locking is structured (JVMS 2.11.10): each block is entered with the same monitors on every path, and a handler is
 * entered with those that were held before the instruction that threw.
 *
 * <p>The JVM does not demand it. Where a loop enters a monitor once more in each round, the list ends with that
 * instruction twice, which stands for any number of times, and no release makes it shorter. So lists are at most as long
 * as there are instructions that enter, and one more, and a fact changes no more often than that.
 */
public final class HeldMonitors extends FlowAnalysis<List<AbstractInsnNode>> {

    private final ControlFlow flow;

    private HeldMonitors(ControlFlow flow) {
        super(flow, Direction.FORWARD);
        this.flow = flow;
        enter(0, List.of());
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

    /** A handler that covers its own release of a monitor is entered with and without it: the longer list counts. */
    @Override
    protected List<AbstractInsnNode> meet(List<AbstractInsnNode> known, List<AbstractInsnNode> arriving) {
        return known.size() < arriving.size() ? arriving : known;
    }

    @Override
    protected Leaving<List<AbstractInsnNode>> transfer(int number, @Nullable List<AbstractInsnNode> entering) {
        var block = flow.blocks().get(number);
        List<AbstractInsnNode> held = entering == null ? List.of() : entering;
        List<AbstractInsnNode> thrown = null;
        for (int i = block.start(); i < block.end(); i++) {
            if (flow.instructions()[i].getOpcode() >= 0) {
                thrown = thrown == null ? held : meet(thrown, held);
            }
            held = after(flow.instructions()[i], held);
        }
        return new Leaving<>(held, thrown);
    }

    private static List<AbstractInsnNode> after(AbstractInsnNode instruction, List<AbstractInsnNode> held) {
        if (isAnyNumber(held)) {
            return held;
        } else if (instruction.getOpcode() == Opcodes.MONITORENTER) {
            var more = new ArrayList<>(held);
            more.add(instruction);
            return List.copyOf(more);
        } else if (instruction.getOpcode() == Opcodes.MONITOREXIT && !held.isEmpty()) {
            return held.subList(0, held.size() - 1);
        }
        return held;
    }

    private static boolean isAnyNumber(List<AbstractInsnNode> held) {
        int last = held.size() - 1;
        return last > 0 && held.subList(0, last).contains(held.get(last));
    }

    /** The {@code MONITORENTER}s whose monitors are held before the instruction with that index. */
    public List<AbstractInsnNode> before(int index) {
        int number = flow.blockOf()[index];
        var held = Objects.requireNonNullElse(entering(number), List.<AbstractInsnNode>of());
        for (int i = flow.blocks().get(number).start(); i < index; i++) {
            held = after(flow.instructions()[i], held);
        }
        return held;
    }
}
