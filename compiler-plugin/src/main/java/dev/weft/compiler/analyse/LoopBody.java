package dev.weft.compiler.analyse;

import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.Jumps;
import dev.weft.compiler.code.TryRanges;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The code of a loop over a stream: what control comes to from the store of the iterator, as far as it lies before the end of
 * the loop and has all the handlers that stand around {@code hasNext()}. Where it has lost one of them, compilers copy the
 * {@code finally} blocks and {@code close()} calls of the {@code try} statements around the loop, after the returned value was
 * computed.
 *
 * <p>Other code may lie between, to which control comes on other ways, too: the exit of a loop that ends an {@code if} may lead
 * behind its {@code else}.
 */
final class LoopBody {

    private final MethodNode method;
    private final StreamLoop loop;
    private final BitSet inside = new BitSet();
    private final List<TryCatchBlockNode> around = new ArrayList<>();

    private LoopBody(MethodNode method, StreamLoop loop) {
        this.method = method;
        this.loop = loop;
    }

    static LoopBody of(MethodNode method, StreamLoop loop) {
        var body = new LoopBody(method, loop);
        body.find(body.laidOut());
        return body;
    }

    boolean contains(AbstractInsnNode instruction) {
        return inside.get(method.instructions.indexOf(instruction));
    }

    /** The ranges of the {@code try} statements around the loop. */
    List<TryCatchBlockNode> around() {
        return List.copyOf(around);
    }

    /** Whether the range is of a {@code try} statement around the loop, or of the same one as such a range. */
    boolean isAround(TryCatchBlockNode range) {
        return around.stream().anyMatch(one -> one.handler == range.handler && Objects.equals(one.type, range.type));
    }

    /** Whether it has what a loop consists of, and no jump leads into it from elsewhere. */
    boolean isWhole() {
        return contains(loop.hasNext())
                && contains(loop.branch())
                && contains(loop.next())
                && isEnteredAtItsBeginOnly();
    }

    private boolean isEnteredAtItsBeginOnly() {
        for (var instruction : method.instructions) {
            if (instruction != loop.store() && !contains(instruction)) {
                for (var target : Jumps.targets(instruction)) {
                    if (contains(Instructions.orAfter(target))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** What lies between the store of the iterator and the end, with all handlers that are around the loop. */
    private BitSet laidOut() {
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
        var all = new BitSet();
        all.set(method.instructions.indexOf(loop.store()) + 1, method.instructions.indexOf(loop.last()) + 1);
        covered.values().stream().filter(one -> one.get(asked)).forEach(all::and);
        return all;
    }

    private void find(BitSet laidOut) {
        var everywhere = new BitSet();
        everywhere.set(0, method.instructions.size());
        inside.or(reached(Objects.requireNonNull(Instructions.after(loop.store())), laidOut));
        everywhere.clear(method.instructions.indexOf(loop.store()));
        inside.andNot(reached(Instructions.orAfter(method.instructions.getFirst()), everywhere));
    }

    /** The instructions to which control comes from one of them, itself included, over allowed ones only. */
    private BitSet reached(AbstractInsnNode from, BitSet allowed) {
        var reached = new BitSet();
        var open = new ArrayDeque<AbstractInsnNode>();
        open.add(from);
        while (!open.isEmpty()) {
            var instruction = open.remove();
            int index = method.instructions.indexOf(instruction);
            if (allowed.get(index) && !reached.get(index)) {
                reached.set(index);
                addSuccessors(instruction, index, open);
            }
        }
        return reached;
    }

    private void addSuccessors(AbstractInsnNode instruction, int index, ArrayDeque<AbstractInsnNode> open) {
        if (!Jumps.endsBlock(instruction.getOpcode()) && instruction.getNext() != null) {
            var next = Instructions.after(instruction);
            if (next != null) {
                open.add(next);
            }
        }
        Jumps.targets(instruction).forEach(label -> open.add(Instructions.orAfter(label)));
        for (var range : method.tryCatchBlocks) {
            if (TryRanges.covers(range, method, index)) {
                open.add(Instructions.orAfter(range.handler));
            }
        }
    }
}
