package dev.weft.compiler.analyse;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Follows one reference through a method: from the top of the operand stack, into local variables and out of them, to the
 * instructions that take it as their last operand.
 *
 * <p>A forward data-flow analysis that finds what may happen on some path. It knows the value on top of the stack and in
 * local variables that are still read; a value that lies below another operand is lost sight of.
 */
public final class FollowedValue {

    /** Where the value may be: in which slots, and how many copies of it lie on top of the stack. */
    private record Places(BitSet slots, int copies) {

        boolean isEmpty() {
            return copies == 0 && slots.isEmpty();
        }
    }

    private final ControlFlow flow;
    private final Liveness liveness;
    private final Predicate<AbstractInsnNode> ends;

    /** @param ends the uses behind which the value need not be followed any more */
    public FollowedValue(ControlFlow flow, Liveness liveness, Predicate<AbstractInsnNode> ends) {
        this.flow = flow;
        this.liveness = liveness;
        this.ends = ends;
    }

    /** Follows whatever value there is, wherever it goes. */
    public static FollowedValue in(MethodNode method, ControlFlow flow) {
        return new FollowedValue(flow, new Liveness(flow), use -> false);
    }

    /**
     * The instructions that may take the value, moves apart.
     *
     * @param from index of the instruction before which the value lies on top of the stack
     */
    public Set<AbstractInsnNode> uses(int from) {
        var uses = new LinkedHashSet<AbstractInsnNode>();
        var atStart = new HashMap<Integer, Places>();
        var open = new ArrayDeque<Integer>();
        int first = flow.blockOf()[from];
        pass(first, from, new Places(new BitSet(), 1), uses, atStart, open);
        while (!open.isEmpty()) {
            int block = open.pop();
            pass(
                    block,
                    flow.blocks().get(block).start(),
                    Objects.requireNonNull(atStart.get(block)),
                    uses,
                    atStart,
                    open);
        }
        return uses;
    }

    private void pass(
            int number,
            int from,
            Places before,
            Set<AbstractInsnNode> uses,
            Map<Integer, Places> atStart,
            ArrayDeque<Integer> open) {
        var block = flow.blocks().get(number);
        var slots = (BitSet) before.slots().clone();
        var everIn = (BitSet) slots.clone();
        int copies = before.copies();
        for (int i = from; i < block.end(); i++) {
            var instruction = flow.instructions()[i];
            if (copies > 0 && isUse(instruction)) {
                uses.add(instruction);
                if (ends.test(instruction)) {
                    return;
                }
            }
            move(instruction, copies, slots);
            copies = copiesAfter(instruction, copies, slots);
            everIn.or(slots);
        }
        for (int successor : block.successors()) {
            enter(successor, new Places(slots, copies), atStart, open);
        }
        for (int handler : block.handlers()) {
            enter(handler, new Places(everIn, 0), atStart, open);
        }
    }

    private void enter(int block, Places arriving, Map<Integer, Places> atStart, ArrayDeque<Integer> open) {
        var slots = (BitSet) arriving.slots().clone();
        slots.and(liveness.atStart(block));
        int copies = arriving.copies();
        var known = atStart.get(block);
        if (known != null) {
            slots.or(known.slots());
            copies = Math.max(copies, known.copies());
        }
        var places = new Places(slots, copies);
        if (!places.isEmpty() && !places.equals(known)) {
            atStart.put(block, places);
            open.push(block);
        }
    }

    private static boolean isUse(AbstractInsnNode instruction) {
        return switch (instruction.getOpcode()) {
            case -1, Opcodes.DUP, Opcodes.POP, Opcodes.CHECKCAST, Opcodes.ASTORE, Opcodes.ALOAD, Opcodes.GOTO -> false;
            default -> true;
        };
    }

    private static void move(AbstractInsnNode instruction, int copies, BitSet slots) {
        if (instruction instanceof VarInsnNode store
                && store.getOpcode() >= Opcodes.ISTORE
                && store.getOpcode() <= Opcodes.ASTORE) {
            slots.set(store.var, store.getOpcode() == Opcodes.ASTORE && copies > 0);
            if (store.getOpcode() == Opcodes.LSTORE || store.getOpcode() == Opcodes.DSTORE) {
                slots.clear(store.var + 1);
            }
        }
    }

    private static int copiesAfter(AbstractInsnNode instruction, int copies, BitSet slots) {
        return switch (instruction.getOpcode()) {
            case -1, Opcodes.CHECKCAST, Opcodes.GOTO, Opcodes.IINC, Opcodes.NOP -> copies;
            case Opcodes.DUP -> copies > 0 ? copies + 1 : 0;
            case Opcodes.POP, Opcodes.ASTORE, Opcodes.IFNULL, Opcodes.IFNONNULL -> Math.max(0, copies - 1);
            case Opcodes.ALOAD -> slots.get(((VarInsnNode) instruction).var) ? copies + 1 : 0;
            default -> 0;
        };
    }
}
