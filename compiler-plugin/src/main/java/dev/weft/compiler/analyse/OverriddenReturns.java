package dev.weft.compiler.analyse;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.Jumps;
import dev.weft.compiler.code.LocalVariables;
import dev.weft.compiler.code.TryRanges;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The stores of values that are returned from inside a {@code try} whose {@code finally} returns another one, throws, or
 * leaves by a jump: {@code try { return f(); } finally { return g(); }}.
 *
 * <pre>
 *     try [A, B) any H
 *     A: invokestatic f
 *        astore 1               // no variable of the program's, and nobody reads it
 *     B: invokestatic g
 *        areturn
 *     H: astore 2               // nobody throws it again
 *        invokestatic g
 *        areturn
 * </pre>
 *
 * That is javac's code. {@link PoppedReturns} has those of Eclipse's compiler.
 */
final class OverriddenReturns {

    private final MethodNode method;
    private final TryRangesAround ranges;
    private @Nullable Liveness liveness;

    private OverriddenReturns(MethodNode method, TryRangesAround ranges) {
        this.method = method;
        this.ranges = ranges;
    }

    /** The stores in a method that was compiled with a table of local variables, in the order of the code. */
    static List<VarInsnNode> in(MethodNode method, TryRangesAround ranges) {
        var stores = new ArrayList<VarInsnNode>();
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.ASTORE && isUnnamed(method, (VarInsnNode) instruction)) {
                stores.add((VarInsnNode) instruction);
            }
        }
        if (!stores.isEmpty()) {
            var overridden = new OverriddenReturns(method, ranges);
            stores.removeIf(store -> overridden.isRead(store) || !overridden.isInsideAbruptFinally(store));
        }
        return stores.isEmpty() ? List.of() : ofReturnedType(method, new HashSet<>(stores));
    }

    private static boolean isUnnamed(MethodNode method, VarInsnNode store) {
        var behind = Instructions.after(store);
        return behind != null
                && LocalVariables.at(method, store.var, behind).isEmpty()
                && LocalVariables.at(method, store.var, store).isEmpty();
    }

    private boolean isRead(VarInsnNode store) {
        var behind = store.getNext();
        return behind == null || isReadInLine(store) || isLive(behind, store.var);
    }

    /** Whether the path that takes no jump reads the variable. Most handlers of a {@code finally} have such a path. */
    private static boolean isReadInLine(VarInsnNode store) {
        for (var at = store.getNext(); at != null && !Jumps.endsBlock(at.getOpcode()); at = at.getNext()) {
            if (at instanceof VarInsnNode access && access.var == store.var) {
                return access.getOpcode() == Opcodes.ALOAD;
            }
        }
        return false;
    }

    private boolean isLive(AbstractInsnNode at, int slot) {
        if (liveness == null) {
            liveness = new Liveness(ControlFlow.of(method));
        }
        return liveness.before(List.of(at), method.instructions::indexOf).get(0).get(slot);
    }

    private boolean isInsideAbruptFinally(VarInsnNode store) {
        return ranges.of(store).tries().stream().anyMatch(this::neverThrowsAgain);
    }

    /** Whether a handler of everything keeps what it has caught and forgets it. */
    private boolean neverThrowsAgain(TryCatchBlockNode range) {
        return TryRanges.catchesAll(range)
                && Instructions.orAfter(range.handler) instanceof VarInsnNode caught
                && caught.getOpcode() == Opcodes.ASTORE
                && isUnnamed(method, caught)
                && !isRead(caught);
    }

    private static List<VarInsnNode> ofReturnedType(MethodNode method, Set<VarInsnNode> stores) {
        var returned = new ArrayList<VarInsnNode>();
        boolean cold = RuntimeAbi.returnsCold(method.desc);
        new TypeFlow(RuntimeAbi.OBJECT, method).walk((instruction, types) -> {
            if (types != null && instruction instanceof VarInsnNode store && stores.contains(store)) {
                var type = types.operand(0);
                if (type.isReference()
                        && RuntimeAbi.isSupportedReturnType(type.referenceName())
                        && RuntimeAbi.isCold(type.referenceName()) == cold) {
                    returned.add(store);
                }
            }
        });
        return returned;
    }
}
