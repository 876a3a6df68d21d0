package dev.weft.compiler.analyse;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Follows one reference through a method: from the top of the operand stack, into local variables and out of them, to
 * the instructions that take it as their last operand.
 *
 * <p>A forward data-flow analysis that finds what may happen on some path. It follows the value in local variables that
 * are still read, and on the stack: on top, or below operands of a call or of the probe of a coverage tool ({@code
 * probes[7] = true}), which stands before each {@code athrow}. Below other operands the value is lost.
 */
final class ValueUses {

    /**
     * The places where the value may be: slots, the number of copies on the stack, and the number of stack slots above
     * them.
     */
    private record Places(BitSet slots, int copies, int above) {

        boolean isEmpty() {
            return copies == 0 && slots.isEmpty();
        }

        /** The same as the generated method, but without method handles: each edge of the flow compares. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Places places
                    && copies == places.copies
                    && above == places.above
                    && slots.equals(places.slots);
        }

        @Override
        public int hashCode() {
            return slots.hashCode() + 31 * (copies + 31 * above);
        }

        boolean isOnTop() {
            return copies > 0 && above == 0;
        }

        /** Adds copies on top of the stack, or takes some away. */
        Places push(int more) {
            return new Places(slots, copies + more, 0);
        }

        /** Takes operands from the stack and pushes others. If that takes the copies, they are lost. */
        Places cover(int taken, int given) {
            return copies > 0 && above >= taken
                    ? new Places(slots, copies, above - taken + given)
                    : new Places(slots, 0, 0);
        }
    }

    private final ControlFlow flow;
    private @Nullable Liveness liveness;

    ValueUses(ControlFlow flow) {
        this.flow = flow;
    }

    /** Most values do not leave the block: that of a {@code finally} is thrown again in it. */
    private Liveness liveness() {
        if (liveness == null) {
            liveness = new Liveness(flow);
        }
        return liveness;
    }

    /**
     * Returns the instructions that may take the value, apart from those that only move it.
     *
     * @param from index of the instruction before which the value lies on top of the stack
     */
    Set<AbstractInsnNode> uses(int from) {
        var search = new Search();
        search.from(from);
        return search.uses;
    }

    /** Follows one value. */
    private final class Search extends FlowAnalysis<Places> {

        private final Set<AbstractInsnNode> uses = new LinkedHashSet<>();

        Search() {
            super(flow, Direction.FORWARD);
        }

        void from(int index) {
            int first = flow.blockOf()[index];
            leave(first, pass(flow.blocks().get(first), index, new Places(new BitSet(), 1, 0)));
            solve();
        }

        @Override
        protected Places meet(Places known, Places arriving) {
            var slots = (BitSet) arriving.slots().clone();
            slots.or(known.slots());
            var deeper = arriving.copies() > known.copies() ? arriving : known;
            return new Places(slots, deeper.copies(), deeper.above());
        }

        /** What is not read again is forgotten. */
        @Override
        protected @Nullable Places onEdge(int from, int to, boolean thrown, Places leaving) {
            var slots = (BitSet) leaving.slots().clone();
            slots.and(liveness().atStart(to));
            var arriving = new Places(slots, leaving.copies(), leaving.above());
            return arriving.isEmpty() ? null : arriving;
        }

        @Override
        protected Leaving<Places> transfer(int number, @Nullable Places entering) {
            var block = flow.blocks().get(number);
            return pass(block, block.start(), Objects.requireNonNull(entering));
        }

        private Leaving<Places> pass(ControlFlow.Block block, int from, Places before) {
            var places = new Places((BitSet) before.slots().clone(), before.copies(), before.above());
            var everIn = (BitSet) before.slots().clone();
            for (int i = from; i < block.end(); i++) {
                var instruction = flow.instructions()[i];
                if (places.isOnTop() && isUse(instruction)) {
                    uses.add(instruction);
                }
                store(instruction, places);
                places = after(instruction, places);
                everIn.or(places.slots());
            }
            return new Leaving<>(places, new Places(everIn, 0, 0)); // an exception clears the stack
        }
    }

    private static boolean isUse(AbstractInsnNode instruction) {
        return switch (instruction.getOpcode()) {
            case -1, Opcodes.DUP, Opcodes.POP, Opcodes.CHECKCAST, Opcodes.ASTORE, Opcodes.ALOAD, Opcodes.GOTO -> false;
            default -> true;
        };
    }

    private static void store(AbstractInsnNode instruction, Places places) {
        if (instruction.getOpcode() == Opcodes.ASTORE) {
            places.slots().set(((VarInsnNode) instruction).var, places.isOnTop());
        }
    }

    private static Places after(AbstractInsnNode instruction, Places places) {
        boolean onTop = places.isOnTop();
        return switch (instruction.getOpcode()) {
            case -1, Opcodes.CHECKCAST, Opcodes.GOTO, Opcodes.IINC, Opcodes.NOP -> places;
            case Opcodes.DUP -> onTop ? places.push(1) : places.cover(0, 1);
            case Opcodes.POP, Opcodes.ASTORE, Opcodes.IFNULL, Opcodes.IFNONNULL ->
                onTop ? places.push(-1) : places.cover(1, 0);
            case Opcodes.ALOAD -> {
                boolean loads = places.slots().get(((VarInsnNode) instruction).var);
                yield loads && places.above() == 0 ? places.push(1) : places.cover(0, 1);
            }
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE, Opcodes.INVOKESPECIAL, Opcodes.INVOKESTATIC -> {
                var call = (MethodInsnNode) instruction;
                int sizes = Type.getArgumentsAndReturnSizes(call.desc); // counts a receiver
                int taken = (sizes >> 2) - (call.getOpcode() == Opcodes.INVOKESTATIC ? 1 : 0);
                yield places.cover(taken, sizes & 3);
            }
            case Opcodes.ICONST_0, Opcodes.ICONST_1, Opcodes.ICONST_2, Opcodes.ICONST_3, Opcodes.ICONST_4 ->
                places.cover(0, 1);
            case Opcodes.ICONST_5, Opcodes.BIPUSH, Opcodes.SIPUSH -> places.cover(0, 1);
            case Opcodes.BASTORE -> places.cover(3, 0);
            default -> new Places(places.slots(), 0, 0);
        };
    }
}
