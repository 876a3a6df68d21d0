package dev.weft.compiler.analyse;

import dev.weft.compiler.code.Instructions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The locks of {@code java.util.concurrent.locks} that are held on every path, before each instruction.
 *
 * <p>A forward data-flow analysis: {@code lock()} and {@code lockInterruptibly()} take one, {@code tryLock()} does where a
 * branch behind it says so, {@code unlock()} gives back the one of the same expression, or else the last. Where paths meet,
 * what both took first is held. So lists only become shorter there, and the analysis ends.
 */
public final class HeldLocks extends FlowAnalysis<List<MethodInsnNode>> {

    private static final Set<String> TAKING = Set.of("lock", "lockInterruptibly");

    private final MethodNode method;
    private final ControlFlow flow;
    private final Predicate<String> isLock;

    private HeldLocks(MethodNode method, Predicate<String> isLock) {
        this(method, ControlFlow.of(method), isLock);
    }

    private HeldLocks(MethodNode method, ControlFlow flow, Predicate<String> isLock) {
        super(flow, Direction.FORWARD);
        this.method = method;
        this.flow = flow;
        this.isLock = isLock;
        enter(0, List.of());
        solve();
    }

    /**
     * Analyses a method.
     *
     * @param isLock whether a class, by internal name, is known to be a {@code Lock}
     */
    public static HeldLocks in(MethodNode method, Predicate<String> isLock) {
        return new HeldLocks(method, isLock);
    }

    /** Whether the method may take a lock at all; no class is looked up. */
    public static boolean anyIn(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call
                    && (TAKING.contains(call.name) || call.name.equals("tryLock"))) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected List<MethodInsnNode> meet(List<MethodInsnNode> known, List<MethodInsnNode> arriving) {
        int both = 0;
        while (both < known.size() && both < arriving.size() && known.get(both) == arriving.get(both)) {
            both++;
        }
        return known.subList(0, both);
    }

    @Override
    protected Leaving<List<MethodInsnNode>> transfer(int number, @Nullable List<MethodInsnNode> entering) {
        var block = flow.blocks().get(number);
        List<MethodInsnNode> held = entering == null ? List.of() : entering;
        List<MethodInsnNode> thrown = null;
        for (int i = block.start(); i < block.end(); i++) {
            if (flow.instructions()[i].getOpcode() >= 0) {
                thrown = thrown == null ? held : meet(thrown, held);
            }
            held = after(flow.instructions()[i], held);
        }
        return new Leaving<>(held, thrown);
    }

    /** On one of the branches behind {@code if (lock.tryLock())} the lock is held. */
    @Override
    protected List<MethodInsnNode> onEdge(int from, int to, boolean thrown, List<MethodInsnNode> held) {
        if (!thrown
                && flow.lastOf(flow.blocks().get(from)) instanceof JumpInsnNode jump
                && (jump.getOpcode() == Opcodes.IFEQ || jump.getOpcode() == Opcodes.IFNE)
                && Instructions.before(jump) instanceof MethodInsnNode call
                && call.name.equals("tryLock")
                && call.desc.endsWith(")Z")
                && isLock.test(call.owner)) {
            boolean jumps = flow.blockOf()[method.instructions.indexOf(jump.label)] == to;
            return jumps == (jump.getOpcode() == Opcodes.IFNE) ? with(held, call) : held;
        }
        return held;
    }

    private List<MethodInsnNode> after(AbstractInsnNode instruction, List<MethodInsnNode> held) {
        if (!(instruction instanceof MethodInsnNode call) || !call.desc.equals("()V")) {
            return held;
        } else if (TAKING.contains(call.name) && isLock.test(call.owner)) {
            return with(held, call);
        } else if (call.name.equals("unlock") && !held.isEmpty() && isLock.test(call.owner)) {
            return without(held, call);
        }
        return held;
    }

    private static List<MethodInsnNode> with(List<MethodInsnNode> held, MethodInsnNode call) {
        var more = new ArrayList<>(held);
        more.add(call);
        return List.copyOf(more);
    }

    private static List<MethodInsnNode> without(List<MethodInsnNode> held, MethodInsnNode unlock) {
        var less = new ArrayList<>(held);
        int last = less.size() - 1;
        int same = last;
        while (same >= 0 && !areOfOneExpression(less.get(same), unlock)) {
            same--;
        }
        less.remove(same < 0 ? last : same);
        return List.copyOf(less);
    }

    private static boolean areOfOneExpression(MethodInsnNode taking, MethodInsnNode unlock) {
        var first = Instructions.before(taking);
        var second = Instructions.before(unlock);
        if (first instanceof VarInsnNode one && second instanceof VarInsnNode other) {
            return one.var == other.var;
        } else if (first instanceof FieldInsnNode one && second instanceof FieldInsnNode other) {
            return one.name.equals(other.name) && one.owner.equals(other.owner);
        }
        return first instanceof MethodInsnNode one
                && second instanceof MethodInsnNode other
                && one.name.equals(other.name);
    }

    /** The calls that took the locks which are held before the instruction, the first one first. */
    public List<MethodInsnNode> before(AbstractInsnNode instruction) {
        int index = method.instructions.indexOf(instruction);
        int number = flow.blockOf()[index];
        var held = Objects.requireNonNullElse(entering(number), List.<MethodInsnNode>of());
        for (int i = flow.blocks().get(number).start(); i < index; i++) {
            held = after(flow.instructions()[i], held);
        }
        return held;
    }
}
