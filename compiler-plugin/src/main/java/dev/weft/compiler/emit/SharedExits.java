package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.VerificationType;
import dev.weft.compiler.split.FrameField;
import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.SavedState;
import dev.weft.compiler.split.Spill;
import dev.weft.compiler.split.SuspensionPoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;

/**
 * The code by which a segment leaves at awaits of other segments, once for all awaits that may save the same.
 *
 * <pre>
 *     result = Suspension.await(x, task, depth); y = null; goto EXIT with 17;  // at each await; y is not read again
 *     …
 *   EXIT:                                                              // operands, result, state
 *     frame.state = state;
 *     if (result == SUSPENDED) { save …; Suspension.suspend(frame, task); return SUSPENDED; }
 *     Suspension.ready(result, task); save …; return HANDED_OVER;
 * </pre>
 *
 * In a loop around many awaits each segment passes nearly all awaits of the others. If each brought its own copy, no
 * segment would be shorter than the whole.
 */
final class SharedExits {

    /** Awaits that leave by the same code: their operands are the same, and no slot holds different variables. */
    private static final class Group {
        final List<Optional<FrameField>> operands;
        final List<VerificationType> types;
        final List<SuspensionPoint> points = new ArrayList<>();
        /** By slot; both slots of a long or double have it. */
        private final List<@Nullable Spill> bySlot = new ArrayList<>();
        /** The number of variables that any of them saves, and that the one saves that saves the fewest. */
        private int saved;

        private int fewest = Integer.MAX_VALUE;

        /** What the await saves that was added last: the next one often saves the same. */
        private List<Spill> last = List.of();

        Group(SuspensionPoint first) {
            operands = first.saved().operands();
            types = first.site().operands();
        }

        boolean accepts(SuspensionPoint point, int mostDead) {
            return operands.equals(point.saved().operands())
                    && types.equals(point.site().operands())
                    && (point.saved().locals().equals(last)
                            || (fits(point.saved().locals())
                                    && deadWith(point.saved().locals()) <= mostDead));
        }

        /** How many variables hold nothing at the await that saves the fewest, if the group gets another await. */
        private int deadWith(List<Spill> spills) {
            int all = saved;
            for (var spill : spills) {
                boolean isNew = spill.slot() >= bySlot.size() || bySlot.get(spill.slot()) == null;
                all += isNew ? 1 : 0;
            }
            return all - Math.min(fewest, spills.size());
        }

        /** A loop, not a stream: each entry asks this for each await that it passes. */
        private boolean fits(List<Spill> spills) {
            for (var spill : spills) {
                int end = Math.min(spill.slot() + spill.field().type().getSize(), bySlot.size());
                for (int slot = spill.slot(); slot < end; slot++) {
                    var there = bySlot.get(slot);
                    if (there != null && !there.equals(spill)) {
                        return false;
                    }
                }
            }
            return true;
        }

        void add(SuspensionPoint point) {
            points.add(point);
            if (point.saved().locals().equals(last)) {
                return;
            }
            last = point.saved().locals();
            fewest = Math.min(fewest, last.size());
            for (var spill : last) {
                int end = spill.slot() + spill.field().type().getSize();
                while (bySlot.size() < end) {
                    bySlot.add(null);
                }
                saved += bySlot.get(spill.slot()) == null ? 1 : 0;
                Collections.fill(bySlot.subList(spill.slot(), end), spill);
            }
        }

        List<Spill> locals() {
            return localsOutside(new BitSet());
        }

        /** The variables of the group that an await of it does not save if it saves these. */
        List<Spill> dead(List<Spill> locals) {
            var saved = new BitSet(bySlot.size());
            locals.forEach(spill -> saved.set(spill.slot()));
            return localsOutside(saved);
        }

        private List<Spill> localsOutside(BitSet slots) {
            var locals = new ArrayList<Spill>();
            for (int slot = slots.nextClearBit(0); slot < bySlot.size(); slot = slots.nextClearBit(slot + 1)) {
                var spill = bySlot.get(slot);
                if (spill != null && spill.slot() == slot) {
                    locals.add(spill);
                }
            }
            return List.copyOf(locals);
        }
    }

    /** Where to leave, and the variables that hold nothing here but are saved there. */
    record Exit(LabelNode label, List<Spill> dead) {}

    /** So many variables that get a value before a jump take some 16 KiB: then several exits are shorter than one. */
    private static final int MANY_DEAD = 5_000;

    /** The number of variables that an await of one of several exits may have to set. */
    private static final int FEW_DEAD = 8;

    private final MethodPlan plan;
    private final StackMaps stackMaps;
    private final boolean frameExists;
    private final List<Group> groups = new ArrayList<>();
    private final IdentityHashMap<SuspensionPoint, Exit> exits = new IdentityHashMap<>();

    /** Collects the awaits of other segments that an entry passes. */
    SharedExits(MethodPlan plan, Segment segment, StackMaps stackMaps, boolean frameExists, BitSet needed) {
        this.plan = plan;
        this.stackMaps = stackMaps;
        this.frameExists = frameExists;
        var passed = new ArrayList<SuspensionPoint>();
        for (var point : plan.points()) {
            if (!segment.contains(point)
                    && !point.emits()
                    && needed.get(plan.body().instructions.indexOf(point.site().call()))) {
                passed.add(point);
            }
        }
        share(passed, Integer.MAX_VALUE);
        if (exits.values().stream().mapToInt(exit -> exit.dead().size()).sum() > MANY_DEAD) {
            groups.clear();
            exits.clear();
            share(passed, FEW_DEAD);
        }
    }

    private void share(List<SuspensionPoint> passed, int mostDead) {
        passed.forEach(point -> groupOf(point, mostDead).add(point));
        groups.removeIf(group -> group.points.size() < 2);
        for (var group : groups) {
            var label = new LabelNode();
            var dead = new IdentityHashMap<List<Spill>, List<Spill>>();
            for (var point : group.points) {
                exits.put(
                        point,
                        new Exit(label, dead.computeIfAbsent(point.saved().locals(), group::dead)));
            }
        }
    }

    private Group groupOf(SuspensionPoint point, int mostDead) {
        for (var group : groups) {
            if (group.accepts(point, mostDead)) {
                return group;
            }
        }
        groups.add(new Group(point));
        return groups.get(groups.size() - 1);
    }

    /** Returns where to leave, with the state on top of the operands; null if nothing is shared. */
    @Nullable
    Exit exitOf(SuspensionPoint point) {
        return exits.get(point);
    }

    /** Returns the shared code. */
    InsnList code() {
        var code = new InsnList();
        groups.forEach(group -> add(
                merged(group),
                Objects.requireNonNull(exits.get(group.points.get(0))).label(),
                code));
        return code;
    }

    private void add(SuspensionPoint point, LabelNode exit, InsnList code) {
        var locals = locals(point);
        var operands = point.site().operands();
        var ready = new LabelNode();
        code.add(exit);
        code.add(stackMaps.of(locals, operands, RuntimeAbi.OBJECT, Opcodes.INTEGER));
        if (!frameExists) {
            code.add(FrameAccess.obtain(plan));
        }
        code.add(SuspendBlock.storeState(plan));
        code.add(new InsnNode(Opcodes.DUP));
        code.add(FrameAccess.sentinel(RuntimeAbi.SUSPENDED));
        code.add(new JumpInsnNode(Opcodes.IF_ACMPNE, ready));
        code.add(SuspendBlock.sharedSuspend(plan, point, frameExists));
        code.add(ready);
        code.add(stackMaps.of(locals, operands, RuntimeAbi.OBJECT));
        code.add(SuspendBlock.sharedHandOver(plan, point, frameExists));
    }

    /** What one of them must clear none of them needs, unless it saves it. */
    private SuspensionPoint merged(Group group) {
        var locals = group.locals();
        var stale = new LinkedHashSet<FrameField>();
        group.points.forEach(point ->
                stale.addAll(frameExists ? point.saved().stale() : point.saved().staleInParameters()));
        locals.forEach(spill -> stale.remove(spill.field()));
        var first = group.points.get(0);
        var clear = List.copyOf(stale);
        return first.withSaved(new SavedState(locals, locals, first.saved().operands(), clear, clear));
    }

    private List<VerificationType> locals(SuspensionPoint point) {
        int size = 1;
        for (var spill : point.saved().locals()) {
            size = Math.max(size, spill.slot() + 2);
        }
        var locals = new ArrayList<>(Collections.nCopies(size, VerificationType.TOP));
        if (!plan.staticEntries()) {
            locals.set(0, VerificationType.reference(plan.method().owner().name));
        }
        point.saved()
                .locals()
                .forEach(spill -> locals.set(spill.slot(), spill.field().type()));
        return locals;
    }
}
