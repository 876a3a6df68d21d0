package dev.weft.compiler.analyse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The basic blocks of a method: where control goes at the end of each, and which handlers an exception in it may reach.
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
    public record Block(int start, int end, List<Integer> successors, List<Integer> handlers) {}

    public static ControlFlow of(MethodNode method) {
        var instructions = method.instructions.toArray();
        var leaders = leaders(method, instructions);
        var blockOf = new int[instructions.length];
        var starts = new ArrayList<Integer>();
        for (int i = 0; i < instructions.length; i++) {
            if (leaders.get(i)) {
                starts.add(i);
            }
            blockOf[i] = starts.size() - 1;
        }
        IntFunction<Integer> endOf =
                block -> block + 1 < starts.size() ? starts.get(block + 1) : Integer.valueOf(instructions.length);
        var handlers = handlers(method, blockOf, starts.size());
        var blocks = new ArrayList<Block>(starts.size());
        for (int block = 0; block < starts.size(); block++) {
            int end = endOf.apply(block);
            blocks.add(new Block(
                    starts.get(block),
                    end,
                    successors(method, instructions, blockOf, starts.get(block), end),
                    handlers.get(block)));
        }
        return new ControlFlow(instructions, List.copyOf(blocks), blockOf);
    }

    private static BitSet leaders(MethodNode method, AbstractInsnNode[] instructions) {
        var leaders = new BitSet(instructions.length);
        leaders.set(0);
        for (int i = 0; i < instructions.length; i++) {
            var instruction = instructions[i];
            for (var target : Jumps.targets(instruction)) {
                leaders.set(method.instructions.indexOf(target));
            }
            if (Jumps.endsBlock(instruction.getOpcode()) || instruction instanceof JumpInsnNode) {
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

    /** JVMS 2.10: the first range that fits has the exception, so what stands behind a catch-all never gets it. */
    private static List<List<Integer>> handlers(MethodNode method, int[] blockOf, int blocks) {
        var handlers = new ArrayList<List<Integer>>(blocks);
        for (int block = 0; block < blocks; block++) {
            handlers.add(new ArrayList<>());
        }
        var caughtAll = new BitSet(blocks);
        for (var range : method.tryCatchBlocks) {
            int handler = blockOf[method.instructions.indexOf(range.handler)];
            int end = method.instructions.indexOf(range.end);
            int last = end < blockOf.length ? blockOf[end] : blocks;
            for (int block = blockOf[method.instructions.indexOf(range.start)]; block < last; block++) {
                if (!caughtAll.get(block)) {
                    handlers.get(block).add(handler);
                }
                if (catchesAll(range)) {
                    caughtAll.set(block);
                }
            }
        }
        return handlers;
    }

    private static boolean catchesAll(TryCatchBlockNode range) {
        return range.type == null || range.type.equals("java/lang/Throwable");
    }

    private static List<Integer> successors(
            MethodNode method, AbstractInsnNode[] instructions, int[] blockOf, int start, int end) {
        var successors = new ArrayList<Integer>(2);
        AbstractInsnNode last = instructions[end - 1];
        for (int i = end - 1; i > start && last.getOpcode() < 0; i--) {
            last = instructions[i - 1];
        }
        for (var target : Jumps.targets(last)) {
            successors.add(blockOf[method.instructions.indexOf(target)]);
        }
        if (!Jumps.endsBlock(last.getOpcode()) && end < instructions.length) {
            successors.add(blockOf[end]);
        }
        return List.copyOf(successors);
    }

    /** The block of the instruction at this index. */
    Block blockAt(int index) {
        return blocks.get(blockOf[index]);
    }

    /** The blocks that control can reach from the start of the method. */
    public BitSet reachable() {
        var reached = new BitSet(blocks.size());
        var open = new ArrayDeque<Integer>();
        open.push(0);
        while (!open.isEmpty()) {
            int number = open.pop();
            if (!reached.get(number)) {
                reached.set(number);
                blocks.get(number).successors().forEach(open::push);
                blocks.get(number).handlers().forEach(open::push);
            }
        }
        return reached;
    }
}
