package dev.weft.compiler.analyse;

import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.Jumps;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Where control leaves a loop over a stream, other than by its end or an exception.
 *
 * <p>The loop is the code from the store of the iterator to {@link StreamLoop#last}, without what no longer has all the
 * handlers that stand around {@code hasNext()}: there compilers copy the {@code finally} blocks and {@code close()} calls of
 * the {@code try} statements around the loop, after the returned value was computed. An exit is an edge from within the
 * loop to code outside, or a return within it.
 */
public final class LoopExits {

    /**
     * An exit.
     *
     * @param from the instruction of the loop that leaves it
     * @param targets the labels outside that it jumps to; empty for a return, and where the next instruction is outside
     * @param falls whether the next instruction is outside
     */
    public record Exit(AbstractInsnNode from, Set<LabelNode> targets, boolean falls) {
        public boolean isReturn() {
            return targets.isEmpty() && !falls;
        }
    }

    private final MethodNode method;
    private final StreamLoop loop;
    private final BitSet inside = new BitSet();
    private final List<TryCatchBlockNode> around = new ArrayList<>();
    private final List<Exit> exits = new ArrayList<>();

    private LoopExits(MethodNode method, StreamLoop loop) {
        this.method = method;
        this.loop = loop;
    }

    public static LoopExits of(MethodNode method, StreamLoop loop) {
        var exits = new LoopExits(method, loop);
        exits.findInside();
        exits.find();
        return exits;
    }

    /** The exits, in the order of the code. */
    public List<Exit> all() {
        return List.copyOf(exits);
    }

    /** The ranges of the {@code try} statements around the loop. */
    public List<TryCatchBlockNode> around() {
        return List.copyOf(around);
    }

    /** Whether the range is of a {@code try} statement around the loop, or of the same one as such a range. */
    public boolean isAround(TryCatchBlockNode range) {
        return around.stream().anyMatch(one -> one.handler == range.handler && Objects.equals(one.type, range.type));
    }

    public boolean isInside(AbstractInsnNode instruction) {
        return inside.get(method.instructions.indexOf(instruction));
    }

    private void findInside() {
        int first = method.instructions.indexOf(loop.store()) + 1;
        int last = method.instructions.indexOf(loop.last());
        int asked = method.instructions.indexOf(loop.hasNext());
        Map<Object, BitSet> covered = new LinkedHashMap<>();
        for (var range : method.tryCatchBlocks) {
            int start = method.instructions.indexOf(range.start);
            int end = method.instructions.indexOf(range.end);
            covered.computeIfAbsent(List.of(range.handler, String.valueOf(range.type)), none -> new BitSet())
                    .set(start, Math.max(start, end));
            if (start <= asked && asked < end) {
                around.add(range);
            }
        }
        inside.set(first, last + 1);
        covered.values().stream().filter(one -> one.get(asked)).forEach(inside::and);
    }

    private void find() {
        for (int i = inside.nextSetBit(0); i >= 0; i = inside.nextSetBit(i + 1)) {
            var instruction = method.instructions.get(i);
            if (instruction.getOpcode() >= 0) {
                add(instruction);
            }
        }
    }

    private void add(AbstractInsnNode from) {
        int opcode = from.getOpcode();
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            exits.add(new Exit(from, Set.of(), false));
            return;
        }
        var targets = new LinkedHashSet<LabelNode>();
        for (var label : Jumps.targets(from)) {
            boolean isEnd = from == loop.branch() && loop.exitsByJump();
            if (!isEnd && !isInside(Instructions.orAfter(label))) {
                targets.add(label);
            }
        }
        boolean isEnd = from == loop.branch() && !loop.exitsByJump();
        var next = Jumps.endsBlock(opcode) ? null : Instructions.after(from);
        boolean falls = !isEnd && next != null && !isInside(next);
        if (falls || !targets.isEmpty()) {
            exits.add(new Exit(from, targets, falls));
        }
    }
}
