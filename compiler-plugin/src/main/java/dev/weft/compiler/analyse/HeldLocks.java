package dev.weft.compiler.analyse;

import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The locks of {@code java.util.concurrent.locks} that are held on every path, before each instruction.
 *
 * <p>A forward data-flow analysis: {@code lock()} and {@code lockInterruptibly()} take one, {@code tryLock()} does where a
 * branch behind it says so, {@code unlock()} gives back the one of the same expression, or else the last. Where paths meet,
 * what both took is held; if they took different locks, one of them stands for both. So lists only become shorter there,
 * and the analysis ends.
 *
 * <p>Where the result of {@code tryLock()} is kept in a variable, the lock counts as held until the variable is tested:
 * whoever awaits without a look at it does so with the lock. Any other use of the variable ends that, since the answer may
 * be known elsewhere then. So does what may give back a lock out of sight: a call that gets a lock, a method of the same
 * class that unlocks, {@code lock::unlock}.
 */
public final class HeldLocks extends FlowAnalysis<List<HeldLocks.Held>> {

    /**
     * A lock that is held.
     *
     * @param taking the call that took it
     * @param flag the variable that says whether it did, or -1 if that is certain
     * @param heldIf what the variable is if it did
     */
    record Held(MethodInsnNode taking, int flag, boolean heldIf) {

        Held(MethodInsnNode taking) {
            this(taking, -1, true);
        }

        private boolean isAsCertainAs(Held other) {
            return flag == other.flag && heldIf == other.heldIf;
        }

        private boolean isSameAs(Held other) {
            return isAsCertainAs(other) && (taking == other.taking || areOfOneExpression(taking, other.taking));
        }
    }

    private static final Set<String> TAKING = Set.of("lock", "lockInterruptibly");

    private final MethodNode method;
    private final ControlFlow flow;
    private final Predicate<String> isLock;
    private final UnlockingMethods unlocking;

    private HeldLocks(MethodNode method, Predicate<String> isLock, UnlockingMethods unlocking) {
        this(method, ControlFlow.of(method), isLock, unlocking);
    }

    private HeldLocks(MethodNode method, ControlFlow flow, Predicate<String> isLock, UnlockingMethods unlocking) {
        super(flow, Direction.FORWARD);
        this.method = method;
        this.flow = flow;
        this.isLock = isLock;
        this.unlocking = unlocking;
        enter(0, List.of());
        solve();
    }

    /**
     * Analyses a method.
     *
     * @param isLock whether a class, by internal name, is known to be a {@code Lock}
     * @param unlocking the methods of the class that may give back a lock
     */
    public static HeldLocks in(MethodNode method, Predicate<String> isLock, UnlockingMethods unlocking) {
        return new HeldLocks(method, isLock, unlocking);
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
    protected List<Held> meet(List<Held> known, List<Held> arriving) {
        var others = new ArrayList<>(arriving);
        var same = known.stream().filter(held -> removeSame(others, held)).toList();
        int both = 0;
        while (both < known.size() && both < arriving.size() && known.get(both).isAsCertainAs(arriving.get(both))) {
            both++;
        }
        return same.size() < both ? known.subList(0, both) : same;
    }

    private static boolean removeSame(List<Held> from, Held wanted) {
        for (int i = 0; i < from.size(); i++) {
            if (wanted.isSameAs(from.get(i))) {
                from.remove(i);
                return true;
            }
        }
        return false;
    }

    /** What has unlocked does not throw with the lock, so the end of a block counts as well. */
    @Override
    protected Leaving<List<Held>> transfer(int number, @Nullable List<Held> entering) {
        var block = flow.blocks().get(number);
        List<Held> held = entering == null ? List.of() : entering;
        List<Held> thrown = held;
        for (int i = block.start(); i < block.end(); i++) {
            held = after(flow.instructions()[i], held);
            thrown = meet(thrown, held);
        }
        return new Leaving<>(held, thrown);
    }

    /** On one of the branches behind {@code if (lock.tryLock())}, or {@code if (taken)}, the lock is held. */
    @Override
    protected List<Held> onEdge(int from, int to, boolean thrown, List<Held> held) {
        if (thrown
                || !(flow.lastOf(flow.blocks().get(from)) instanceof JumpInsnNode jump)
                || !isTest(jump)
                || flow.blockOf()[method.instructions.indexOf(jump.label)]
                        == flow.blockOf()[method.instructions.indexOf(jump)] + 1) { // both branches are one
            return held;
        }
        boolean jumps = flow.blockOf()[method.instructions.indexOf(jump.label)] == to;
        boolean isTrue = jumps == (jump.getOpcode() == Opcodes.IFNE);
        var tested = Instructions.previousInLine(jump); // null if several give the value
        if (tested instanceof MethodInsnNode call && isTryLock(call)) {
            return isTrue ? with(held, new Held(call)) : held;
        }
        return tested instanceof VarInsnNode flag ? decided(held, flag.var, isTrue) : held;
    }

    private static boolean isTest(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.IFEQ || instruction.getOpcode() == Opcodes.IFNE;
    }

    private boolean isTryLock(MethodInsnNode call) {
        return call.name.equals("tryLock") && call.desc.endsWith(")Z") && isLock.test(call.owner);
    }

    private List<Held> after(AbstractInsnNode instruction, List<Held> held) {
        if (instruction instanceof MethodInsnNode call) {
            return afterCall(call, held);
        } else if (instruction instanceof VarInsnNode access) {
            return afterAccess(access, held);
        } else if (instruction instanceof InvokeDynamicInsnNode indy && !held.isEmpty() && mayUnlock(indy)) {
            return List.of();
        }
        return held;
    }

    private List<Held> afterCall(MethodInsnNode call, List<Held> held) {
        if (call.desc.equals("()V") && TAKING.contains(call.name) && isLock.test(call.owner)) {
            return with(held, new Held(call));
        } else if (held.isEmpty()) {
            return held;
        } else if (call.desc.equals("()V") && call.name.equals("unlock") && isLock.test(call.owner)) {
            return without(held, call);
        }
        return getsLock(call.desc) || unlocking.contains(call.owner, call.name, call.desc) ? List.of() : held;
    }

    private List<Held> afterAccess(VarInsnNode access, List<Held> held) {
        if (access.getOpcode() == Opcodes.ILOAD) {
            var next = Instructions.after(access);
            return next == null || !isTest(next) ? forgotten(held, access.var) : held;
        } else if (access.getOpcode() < Opcodes.ISTORE) {
            return held;
        }
        var others = forgotten(held, access.var);
        var answer = StoredAnswer.of(access, method);
        return answer != null && isTryLock(answer.call())
                ? with(others, new Held(answer.call(), access.var, answer.same()))
                : others;
    }

    private boolean getsLock(String descriptor) {
        for (var argument : Type.getArgumentTypes(descriptor)) {
            if (argument.getSort() == Type.OBJECT && isLock.test(argument.getInternalName())) {
                return true;
            }
        }
        return false;
    }

    private boolean mayUnlock(InvokeDynamicInsnNode indy) {
        return MethodHandles.any(
                indy,
                handle -> handle.getName().equals("unlock")
                        || unlocking.contains(handle.getOwner(), handle.getName(), handle.getDesc()));
    }

    /** The locks without those of a flag. */
    private static List<Held> forgotten(List<Held> held, int flag) {
        return held.stream().anyMatch(one -> one.flag() == flag)
                ? held.stream().filter(one -> one.flag() != flag).toList()
                : held;
    }

    /** The locks if the flag of one is known, so that it is held for certain, or is not. */
    private static List<Held> decided(List<Held> held, int flag, boolean isTrue) {
        if (held.stream().noneMatch(one -> one.flag() == flag)) {
            return held;
        }
        return held.stream()
                .filter(one -> one.heldIf() == isTrue || one.flag() != flag)
                .map(one -> one.flag() == flag ? new Held(one.taking()) : one)
                .toList();
    }

    private static List<Held> with(List<Held> held, Held another) {
        var more = new ArrayList<>(held);
        more.add(another);
        return List.copyOf(more);
    }

    private static List<Held> without(List<Held> held, MethodInsnNode unlock) {
        var less = new ArrayList<>(held);
        int last = less.size() - 1;
        int same = last;
        while (same >= 0 && !areOfOneExpression(less.get(same).taking(), unlock)) {
            same--;
        }
        less.remove(same < 0 ? last : same);
        return List.copyOf(less);
    }

    /**
     * Returns the instruction behind the expression whose lock is taken or given back: the call, or the first argument of
     * {@code tryLock(1, SECONDS)}, which stands between them.
     */
    public static AbstractInsnNode receiverEnd(MethodInsnNode call) {
        AbstractInsnNode at = call;
        for (int i = call.desc.startsWith("()") ? 0 : 2; i > 0; i--) {
            var before = Instructions.before(at);
            at = before == null ? at : before;
        }
        return at;
    }

    private static boolean areOfOneExpression(MethodInsnNode taking, MethodInsnNode unlock) {
        var first = Instructions.before(receiverEnd(taking));
        var second = Instructions.before(receiverEnd(unlock));
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
        var held = Objects.requireNonNullElse(entering(number), List.<Held>of());
        for (int i = flow.blocks().get(number).start(); i < index; i++) {
            held = after(flow.instructions()[i], held);
        }
        return held.stream().map(Held::taking).toList();
    }
}
