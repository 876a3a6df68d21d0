package dev.weft.compiler.analyse;

import dev.weft.compiler.code.Jumps;
import dev.weft.compiler.code.TryRanges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The basic blocks of a method: the blocks to which control may go at the end of each, and the handlers that an
 * exception in it may reach.
 *
 * @param instructions all instructions with labels, in order
 * @param blocks in the order of the code
 * @param blockOf the number of the block of each instruction
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes it
public record ControlFlow(AbstractInsnNode[] instructions, List<Block> blocks, int[] blockOf) {

    /**
     * Instructions that run one after the other.
     *
     * @param start index of the first instruction
     * @param end index behind the last
     * @param successors the blocks that may run next without an exception
     * @param handlers the blocks that an exception in this one may enter
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes it
    public record Block(int start, int end, int[] successors, int[] handlers) {}

    private static final int[] NONE = {};

    public static ControlFlow of(MethodNode method) {
        var instructions = method.instructions.toArray();
        var leaders = leaders(method, instructions);
        var blockOf = new int[instructions.length];
        int count = 0;
        for (int start = 0; start < instructions.length; ) {
            int end = endOfBlock(leaders, start, instructions.length);
            Arrays.fill(blockOf, start, end, count++);
            start = end;
        }
        var handlers = handlers(method, blockOf, count);
        var blocks = new ArrayList<Block>(count);
        for (int start = 0; start < instructions.length; ) {
            int end = endOfBlock(leaders, start, instructions.length);
            blocks.add(new Block(
                    start, end, successors(method, instructions, blockOf, start, end), handlers[blocks.size()]));
            start = end;
        }
        return new ControlFlow(instructions, Collections.unmodifiableList(blocks), blockOf);
    }

    private static int endOfBlock(BitSet leaders, int start, int instructions) {
        int next = leaders.nextSetBit(start + 1);
        return next < 0 ? instructions : Math.min(next, instructions);
    }

    private static BitSet leaders(MethodNode method, AbstractInsnNode[] instructions) {
        var leaders = new BitSet(instructions.length);
        leaders.set(0);
        for (int i = 0; i < instructions.length; i++) {
            int opcode = instructions[i].getOpcode();
            if (Jumps.isJump(opcode)) {
                for (var target : Jumps.targets(instructions[i])) {
                    leaders.set(method.instructions.indexOf(target));
                }
                leaders.set(i + 1);
            } else if (Jumps.endsBlock(opcode)) {
                leaders.set(i + 1);
            }
        }
        for (var range : method.tryCatchBlocks) {
            leaders.set(method.instructions.indexOf(range.start));
            leaders.set(method.instructions.indexOf(range.end));
            leaders.set(method.instructions.indexOf(range.handler));
        }
        return leaders;
    }

    /** JVMS 2.10: the first range that fits catches the exception, so ranges behind a catch-all never do. */
    private static int[][] handlers(MethodNode method, int[] blockOf, int blocks) {
        var handlers = new int[blocks][];
        Arrays.fill(handlers, NONE);
        var caughtAll = new BitSet(blocks);
        for (var range : method.tryCatchBlocks) {
            int handler = blockOf[method.instructions.indexOf(range.handler)];
            int end = method.instructions.indexOf(range.end);
            int last = end < blockOf.length ? blockOf[end] : blocks;
            for (int block = blockOf[method.instructions.indexOf(range.start)]; block < last; block++) {
                if (!caughtAll.get(block)) {
                    handlers[block] = with(handlers[block], handler);
                }
                if (TryRanges.catchesAll(range)) {
                    caughtAll.set(block);
                }
            }
        }
        return handlers;
    }

    private static int[] with(int[] some, int another) {
        var more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = another;
        return more;
    }

    private static int[] successors(
            MethodNode method, AbstractInsnNode[] instructions, int[] blockOf, int start, int end) {
        var last = last(instructions, start, end);
        List<LabelNode> targets = last == null ? List.of() : Jumps.targets(last);
        boolean goesOn = (last == null || !Jumps.endsBlock(last.getOpcode())) && end < instructions.length;
        var successors = new int[targets.size() + (goesOn ? 1 : 0)];
        for (int i = 0; i < targets.size(); i++) {
            successors[i] = blockOf[method.instructions.indexOf(targets.get(i))];
        }
        if (goesOn) {
            successors[targets.size()] = blockOf[end];
        }
        return successors;
    }

    private static @Nullable AbstractInsnNode last(AbstractInsnNode[] instructions, int start, int end) {
        for (int i = end - 1; i >= start; i--) {
            if (instructions[i].getOpcode() >= 0) {
                return instructions[i];
            }
        }
        return null;
    }

    /** The last real instruction of a block, or null if it has only labels and the like. */
    @Nullable
    AbstractInsnNode lastOf(Block block) {
        return last(instructions, block.start(), block.end());
    }

    /** For each block, those that have an edge to it, in the order of the code. */
    int[][] sources(Function<Block, int[]> edges) {
        var counts = new int[blocks.size()];
        for (var block : blocks) {
            for (int target : edges.apply(block)) {
                counts[target]++;
            }
        }
        var sources = new int[blocks.size()][];
        Arrays.setAll(sources, block -> new int[counts[block]]);
        for (int block = blocks.size() - 1; block >= 0; block--) {
            for (int target : edges.apply(blocks.get(block))) {
                sources[target][--counts[target]] = block;
            }
        }
        return sources;
    }

    /** The block of the instruction at this index. */
    Block blockAt(int index) {
        return blocks.get(blockOf[index]);
    }
}
