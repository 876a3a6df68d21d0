package dev.weft.compiler.analyse;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.scan.AwaitCalls;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Local variables that hold a future which is done on every path: it was awaited, alone or in {@code allOf}, or
 * {@code isDone()} was true.
 *
 * <p>A forward data-flow analysis over basic blocks; where paths meet, both must have the future done.
 */
public final class CompletedFutures {

    private final MethodNode method;
    private final ControlFlow flow;
    private final List<@Nullable BitSet> atStart = new ArrayList<>();
    private final Map<AbstractInsnNode, BitSet> completedBy = new HashMap<>();
    private final Map<AbstractInsnNode, Integer> testedBy = new HashMap<>();

    private CompletedFutures(MethodNode method) {
        this.method = method;
        flow = ControlFlow.of(method);
        findSources();
        solve();
    }

    public static CompletedFutures in(MethodNode method) {
        return new CompletedFutures(method);
    }

    private void findSources() {
        for (var instruction : method.instructions) {
            if (AwaitCalls.isAwait(instruction)) {
                var awaited = operandsBefore(instruction);
                if (!awaited.isEmpty()) {
                    completedBy.put(instruction, awaited);
                }
            } else if (instruction instanceof JumpInsnNode jump
                    && (jump.getOpcode() == Opcodes.IFEQ || jump.getOpcode() == Opcodes.IFNE)
                    && Instructions.before(jump) instanceof MethodInsnNode test
                    && test.name.equals("isDone")
                    && test.desc.equals("()Z")
                    && Instructions.before(test) instanceof VarInsnNode load
                    && load.getOpcode() == Opcodes.ALOAD) {
                testedBy.put(jump, load.var);
            }
        }
    }

    /** The variables that the awaited value is made of: itself, or the arguments of {@code CompletableFuture.allOf}. */
    private static BitSet operandsBefore(AbstractInsnNode await) {
        var slots = new BitSet();
        var at = Instructions.before(await);
        if (at != null && at.getOpcode() == Opcodes.LDC) { // await(future, IOException.class)
            at = Instructions.before(at);
        }
        if (at instanceof VarInsnNode load && load.getOpcode() == Opcodes.ALOAD) {
            slots.set(load.var);
        } else if (at instanceof MethodInsnNode all
                && all.owner.equals(RuntimeAbi.FUTURE)
                && all.name.equals("allOf")) {
            for (at = Instructions.before(at);
                    at != null && at.getOpcode() == Opcodes.AASTORE;
                    at = beforeElement(at)) {
                if (Instructions.before(at) instanceof VarInsnNode element) {
                    slots.set(element.var);
                }
            }
        }
        return slots;
    }

    /** What stands before {@code dup, index, aload, aastore}; null if it is written in another way. */
    private static @Nullable AbstractInsnNode beforeElement(AbstractInsnNode store) {
        var element = Instructions.before(store);
        var index = element instanceof VarInsnNode ? Instructions.before(element) : null;
        var array = index == null ? null : Instructions.before(index);
        return array != null && array.getOpcode() == Opcodes.DUP ? Instructions.before(array) : null;
    }

    private void solve() {
        flow.blocks().forEach(block -> atStart.add(null));
        var open = new ArrayDeque<Integer>();
        enter(0, new BitSet(), open);
        while (!open.isEmpty()) {
            int number = open.pop();
            var block = flow.blocks().get(number);
            var done = startOf(number);
            var onlyDoneThroughout = (BitSet) done.clone();
            for (int i = block.start(); i < block.end(); i++) {
                step(flow.instructions()[i], done);
                onlyDoneThroughout.and(done);
            }
            for (int handler : block.handlers()) {
                enter(handler, onlyDoneThroughout, open);
            }
            var jump = flow.lastOf(block);
            for (int successor : block.successors()) {
                enter(successor, onBranch(jump, successor, done), open);
            }
        }
    }

    private BitSet onBranch(@Nullable AbstractInsnNode last, int successor, BitSet done) {
        if (!(last instanceof JumpInsnNode jump) || !testedBy.containsKey(jump)) {
            return done;
        }
        boolean jumps = flow.blockOf()[method.instructions.indexOf(jump.label)] == successor;
        if (jumps == (jump.getOpcode() == Opcodes.IFNE)) {
            var more = (BitSet) done.clone();
            more.set(testedBy.get(jump));
            return more;
        }
        return done;
    }

    private BitSet startOf(int block) {
        var start = atStart.get(block);
        return start == null ? new BitSet() : (BitSet) start.clone();
    }

    private void enter(int block, BitSet done, ArrayDeque<Integer> open) {
        var known = atStart.get(block);
        var both = (BitSet) done.clone();
        if (known != null) {
            both.and(known);
        }
        if (!both.equals(known)) {
            atStart.set(block, both);
            open.push(block);
        }
    }

    private void step(AbstractInsnNode instruction, BitSet done) {
        if (instruction instanceof VarInsnNode store && store.getOpcode() >= Opcodes.ISTORE) {
            done.clear(store.var);
        }
        var completed = completedBy.get(instruction);
        if (completed != null) {
            done.or(completed);
        }
    }

    /** The slots whose futures are done before the instruction. */
    public BitSet before(AbstractInsnNode instruction) {
        int index = method.instructions.indexOf(instruction);
        int number = flow.blockOf()[index];
        var done = startOf(number);
        for (int i = flow.blocks().get(number).start(); i < index; i++) {
            step(flow.instructions()[i], done);
        }
        return done;
    }
}
