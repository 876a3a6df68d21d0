package dev.weft.compiler.analyse;

import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.LocalVariables;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The places inside a {@code try} where the value of a {@code return} is there, and the code of {@code finally} and the
 * closing of resources are still to come.
 *
 * <p>A compiler copies that code between the value and the return instruction. javac, and Eclipse's compiler for
 * {@code finally}, keep the value in a local variable meanwhile, which is none of the program's: the table of local
 * variables does not name it. Eclipse's compiler leaves the value on the operand stack while resources are closed, and
 * so do both while monitors are released and no {@code finally} stands around. {@link OverriddenReturns} and {@link
 * PoppedReturns} have those whose value a {@code finally} drops.
 *
 * <p>In a class without such tables a variable of the program's cannot be told from the compiler's.
 */
public final class ReturnsInTry {

    /**
     * A value that is returned from inside a {@code try}.
     *
     * @param valueIsThere the first instruction before which it is there
     * @param before the first one before which also all monitors of the innermost {@code try} are released
     * @param slot the local variable that holds it; -1 if it is all that is on the operand stack
     * @param around the ranges of all {@code try} statements around it
     */
    public record Place(
            AbstractInsnNode valueIsThere, AbstractInsnNode before, int slot, List<TryCatchBlockNode> around) {}

    private final MethodNode method;
    private final boolean namesVariables;
    private final TryRangesAround ranges;
    private final List<Place> places = new ArrayList<>();
    private final List<AbstractInsnNode> unclear = new ArrayList<>();

    private ReturnsInTry(MethodNode method, boolean namesVariables) {
        this.method = method;
        this.namesVariables = namesVariables;
        this.ranges = new TryRangesAround(method);
    }

    /**
     * Looks at the returns of a method.
     *
     * @param namesVariables whether the class was compiled with tables of local variables
     */
    public static ReturnsInTry in(MethodNode method, boolean namesVariables) {
        var returns = new ReturnsInTry(method, namesVariables);
        if (!method.tryCatchBlocks.isEmpty()) {
            returns.find();
        }
        return returns;
    }

    /** The places that are certain, in the order of the code. */
    public List<Place> places() {
        return List.copyOf(places);
    }

    /** Where a variable is stored that holds what is returned, and perhaps does so for a {@code finally} in between. */
    public List<AbstractInsnNode> unclear() {
        return List.copyOf(unclear);
    }

    private void find() {
        var stores = new LinkedHashSet<AbstractInsnNode>();
        ReachingStores reaching = null;
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.ARETURN) {
                var load = Instructions.before(instruction);
                if (load instanceof VarInsnNode variable && isUnnamed(variable)) {
                    reaching = reaching == null ? new ReachingStores(method) : reaching;
                    stores.addAll(reaching.before(variable).stream()
                            .filter(store -> namesVariables || isFinallyBetween(store, variable))
                            .toList());
                }
                addOnStack(instruction);
            }
        }
        PoppedReturns.in(method, ranges).forEach(pop -> add(pop, -1));
        if (namesVariables) {
            stores.addAll(OverriddenReturns.in(method, ranges));
            stores.forEach(store -> add(store, ((VarInsnNode) store).var));
        } else {
            unclear.addAll(stores);
        }
    }

    private boolean isUnnamed(VarInsnNode load) {
        return load.getOpcode() == Opcodes.ALOAD
                && load.var >= parameterSlots()
                && LocalVariables.at(method, load.var, load).isEmpty();
    }

    private int parameterSlots() {
        int slots = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
        return (method.access & Opcodes.ACC_STATIC) == 0 ? slots : slots - 1;
    }

    /** A return inside a {@code try} stands before the handlers of the {@code try}, one behind it stands behind them. */
    private boolean isFinallyBetween(AbstractInsnNode store, VarInsnNode load) {
        int at = method.instructions.indexOf(load);
        return around(store).tries().stream()
                .anyMatch(range -> method.instructions.indexOf(range.end) <= at
                        && at < method.instructions.indexOf(range.handler));
    }

    private void addOnStack(AbstractInsnNode returning) {
        add(whereStackHoldsOnlyTheValue(returning), -1);
    }

    /** Adds a place unless there is nothing to wait for, or no try around it. */
    private void add(AbstractInsnNode valueIsThere, int slot) {
        if (isNothingToWaitFor(Instructions.previousInLine(valueIsThere))) {
            return;
        }
        var around = around(valueIsThere);
        if (!around.tries().isEmpty()) {
            var before = valueIsThere;
            for (int i = 0; i < around.monitors(); i++) {
                before = behindMonitorExit(before);
            }
            places.add(new Place(valueIsThere, before, around.monitors() > 0 ? slot : -1, around.tries()));
        }
    }

    /** Where several paths bring the value, one of them may have something. */
    private static boolean isNothingToWaitFor(@Nullable AbstractInsnNode onlyMaker) {
        return onlyMaker != null && (onlyMaker.getOpcode() == Opcodes.ACONST_NULL || ResultCalls.isOne(onlyMaker));
    }

    /** Ranges end where the value is there: what is around the instruction that made it is around the return. */
    private TryRangesAround.Around around(AbstractInsnNode valueIsThere) {
        var made = Instructions.before(valueIsThere);
        return ranges.of(made == null ? valueIsThere : made);
    }

    private static AbstractInsnNode behindMonitorExit(AbstractInsnNode from) {
        for (AbstractInsnNode at = from; at != null; at = at.getNext()) {
            if (at.getOpcode() == Opcodes.MONITOREXIT) {
                var behind = Instructions.after(at);
                return behind == null ? from : behind;
            }
        }
        return from;
    }

    /**
     * Goes back over the closing of resources, the release of monitors, and the probes of coverage tools ({@code
     * probes[7] = true}), which happen above the value.
     */
    private static AbstractInsnNode whereStackHoldsOnlyTheValue(AbstractInsnNode returning) {
        AbstractInsnNode earliest = returning;
        int above = 0;
        for (var at = Instructions.before(returning); at != null; at = Instructions.before(at)) {
            int taken = operandsTaken(at);
            if (taken > 0) {
                above += taken;
            } else if (above > 0 && pushesOne(at)) {
                above--;
            } else {
                break;
            }
            earliest = above == 0 ? at : earliest;
        }
        return earliest;
    }

    private static boolean pushesOne(AbstractInsnNode instruction) {
        return switch (instruction.getOpcode()) {
            case Opcodes.ALOAD, Opcodes.BIPUSH, Opcodes.SIPUSH -> true;
            case Opcodes.LDC -> ((LdcInsnNode) instruction).cst instanceof Integer;
            default -> instruction.getOpcode() >= Opcodes.ICONST_M1 && instruction.getOpcode() <= Opcodes.ICONST_5;
        };
    }

    private static int operandsTaken(AbstractInsnNode instruction) {
        if (instruction instanceof MethodInsnNode call && call.getOpcode() != Opcodes.INVOKESTATIC) {
            return call.desc.equals("()V") ? 1 : 0;
        }
        if (instruction.getOpcode() == Opcodes.BASTORE) {
            return 3;
        }
        boolean testsForNull = instruction instanceof JumpInsnNode
                && (instruction.getOpcode() == Opcodes.IFNULL || instruction.getOpcode() == Opcodes.IFNONNULL);
        return testsForNull || instruction.getOpcode() == Opcodes.MONITOREXIT ? 1 : 0;
    }
}
