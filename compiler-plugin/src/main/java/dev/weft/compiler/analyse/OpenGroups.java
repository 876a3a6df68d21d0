package dev.weft.compiler.analyse;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.Instructions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The task groups that a method has opened, holds in a local variable and has not closed on any path, before each instruction.
 *
 * <p>A forward data-flow analysis: {@code TaskGroup.open…()} adds one, {@code close()} and {@code closeAsync()} take away the
 * one in the variable that is closed. Where paths meet, what both have is open. So lists only become shorter there, and the
 * sets of variables larger, and the analysis ends.
 */
public final class OpenGroups extends FlowAnalysis<List<OpenGroups.Open>> {

    /**
     * A group.
     *
     * @param opening the call that has opened it
     * @param slots the variables that may hold it
     */
    record Open(MethodInsnNode opening, BitSet slots) {}

    private final MethodNode method;
    private final ControlFlow flow;

    private OpenGroups(MethodNode method, ControlFlow flow) {
        super(flow, Direction.FORWARD);
        this.method = method;
        this.flow = flow;
        enter(0, List.of());
        solve();
    }

    public static OpenGroups in(MethodNode method) {
        return new OpenGroups(method, ControlFlow.of(method));
    }

    /** Whether the method opens a group at all. */
    public static boolean anyIn(MethodNode method) {
        for (var instruction : method.instructions) {
            if (isOpening(instruction)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOpening(@Nullable AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                && call.getOpcode() == Opcodes.INVOKESTATIC
                && RuntimeAbi.opensGroup(call.owner, call.name);
    }

    @Override
    protected List<Open> meet(List<Open> known, List<Open> arriving) {
        if (known.equals(arriving)) {
            return known;
        }
        var both = new ArrayList<Open>();
        for (int i = 0; i < known.size() && i < arriving.size(); i++) {
            if (known.get(i).opening() != arriving.get(i).opening()) {
                break;
            }
            var slots = (BitSet) known.get(i).slots().clone();
            slots.or(arriving.get(i).slots());
            both.add(new Open(known.get(i).opening(), slots));
        }
        return List.copyOf(both);
    }

    @Override
    protected Leaving<List<Open>> transfer(int number, @Nullable List<Open> entering) {
        var block = flow.blocks().get(number);
        List<Open> open = entering == null ? List.of() : entering;
        List<Open> thrown = open;
        for (int i = block.start(); i < block.end(); i++) {
            open = after(flow.instructions()[i], open);
            thrown = meet(thrown, open);
        }
        return new Leaving<>(open, thrown);
    }

    private static List<Open> after(AbstractInsnNode instruction, List<Open> open) {
        if (instruction.getOpcode() == Opcodes.ASTORE) {
            return afterStore((VarInsnNode) instruction, open);
        } else if (!open.isEmpty() && isClosing(instruction)) {
            return without(open, Instructions.before(instruction));
        }
        return open;
    }

    /** A variable that gets a group, or the value of another variable; whatever else it held it does not hold any more. */
    private static List<Open> afterStore(VarInsnNode store, List<Open> open) {
        var stored = Instructions.previousInLine(store);
        boolean isNew = isOpening(stored);
        if (open.isEmpty() && !isNew) {
            return open;
        }
        var after = new ArrayList<Open>();
        for (var one : open) {
            var slots = (BitSet) one.slots().clone();
            slots.set(store.var, isLoadOf(stored, one));
            if (one.opening() != stored) { // else it is opened again, in a loop
                after.add(new Open(one.opening(), slots));
            }
        }
        if (isNew) {
            var slots = new BitSet();
            slots.set(store.var);
            after.add(new Open((MethodInsnNode) Objects.requireNonNull(stored), slots));
        }
        return List.copyOf(after);
    }

    private static boolean isLoadOf(@Nullable AbstractInsnNode instruction, Open group) {
        return instruction instanceof VarInsnNode load
                && load.getOpcode() == Opcodes.ALOAD
                && group.slots().get(load.var);
    }

    /** Whether the call closes something: the static type may be one of the interfaces of a group. */
    private static boolean isClosing(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                && call.getOpcode() != Opcodes.INVOKESTATIC
                && ((call.name.equals(RuntimeAbi.CLOSE) && call.desc.equals(RuntimeAbi.CLOSE_DESCRIPTOR))
                        || (call.name.equals(RuntimeAbi.CLOSE_ASYNC)
                                && call.desc.equals(RuntimeAbi.CLOSE_ASYNC_DESCRIPTOR)));
    }

    private static List<Open> without(List<Open> open, @Nullable AbstractInsnNode receiver) {
        return open.stream().filter(one -> !isLoadOf(receiver, one)).toList();
    }

    /** The calls that have opened the groups that are open before the instruction, the first one first. */
    public List<MethodInsnNode> before(AbstractInsnNode instruction) {
        int index = method.instructions.indexOf(instruction);
        int number = flow.blockOf()[index];
        var open = Objects.requireNonNullElse(entering(number), List.<Open>of());
        for (int i = flow.blocks().get(number).start(); i < index; i++) {
            open = after(flow.instructions()[i], open);
        }
        return open.stream().map(Open::opening).toList();
    }
}
