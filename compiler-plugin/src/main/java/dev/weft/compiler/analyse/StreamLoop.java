package dev.weft.compiler.analyse;

import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.scan.AwaitCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * An enhanced {@code for} over {@code await(stream)}, as compilers write it:
 *
 * <pre>
 *     invokestatic Weft.await(AsyncStream)Iterable
 *     invokeinterface Iterable.iterator()Iterator
 *     astore i
 *     …                                              // Eclipse: goto COND
 *     aload i, invokeinterface Iterator.hasNext()Z   // COND
 *     ifeq EXIT                                      // Eclipse: ifne BODY
 *     aload i, invokeinterface Iterator.next()Object // BODY
 *     …
 * </pre>
 *
 * A loop by hand over the iterator is one, too, if it asks {@code hasNext()} and {@code next()} in this way; {@link
 * IteratorRounds} has what that means.
 *
 * @param await the call of {@code await}
 * @param iterator the call of {@code iterator()}
 * @param store the instruction that stores the iterator
 * @param hasNext the call
 * @param branch the jump that it decides
 * @param next the call
 * @param last the last instruction of the loop, in the order of the code
 */
public record StreamLoop(
        MethodInsnNode await,
        MethodInsnNode iterator,
        VarInsnNode store,
        MethodInsnNode hasNext,
        JumpInsnNode branch,
        MethodInsnNode next,
        AbstractInsnNode last) {

    /** Returns the loop over a stream that begins with this call of {@code await}; empty if it is none. */
    public static Optional<StreamLoop> of(MethodNode method, MethodInsnNode await) {
        return Optional.ofNullable(find(method, await));
    }

    /** Returns the calls of {@code await} that must each begin a loop over a stream, in the order of the code. */
    public static List<MethodInsnNode> awaitsIn(MethodNode method) {
        return AwaitCalls.in(method).stream().filter(AwaitCalls::isStreamLoop).toList();
    }

    private static @Nullable StreamLoop find(MethodNode method, MethodInsnNode await) {
        if (!(Instructions.nextInLine(await) instanceof MethodInsnNode iterator)
                || !isCall(iterator, "java/lang/Iterable", "iterator")
                || !(Instructions.nextInLine(iterator) instanceof VarInsnNode store)
                || store.getOpcode() != Opcodes.ASTORE) {
            return null;
        }
        MethodInsnNode hasNext = null;
        MethodInsnNode next = null;
        for (var load : loadsOf(method, store)) {
            var use = load == null ? null : Instructions.nextInLine(load);
            if (hasNext == null && isCall(use, "java/util/Iterator", "hasNext")) {
                hasNext = (MethodInsnNode) use;
            } else if (next == null && isCall(use, "java/util/Iterator", "next")) {
                next = (MethodInsnNode) use;
            } else {
                return null; // it goes elsewhere
            }
        }
        return hasNext == null || next == null ? null : around(method, await, iterator, store, hasNext, next);
    }

    private static @Nullable StreamLoop around(
            MethodNode method,
            MethodInsnNode await,
            MethodInsnNode iterator,
            VarInsnNode store,
            MethodInsnNode hasNext,
            MethodInsnNode next) {
        if (!(Instructions.nextInLine(hasNext) instanceof JumpInsnNode branch)) {
            return null;
        }
        boolean exitsByJump = branch.getOpcode() == Opcodes.IFEQ;
        if (!exitsByJump && branch.getOpcode() != Opcodes.IFNE) {
            return null;
        }
        var rounds = new IteratorRounds(method, branch);
        var last = exitsByJump ? Instructions.before(branch.label) : branch;
        int start = method.instructions.indexOf(store);
        if (last == null
                || start > method.instructions.indexOf(hasNext)
                || method.instructions.indexOf(last) < method.instructions.indexOf(next)
                || method.instructions.indexOf(last) < method.instructions.indexOf(branch)
                || !rounds.beginWith(next)) {
            return null;
        }
        var loop = new StreamLoop(await, iterator, store, hasNext, branch, next, last);
        return LoopBody.of(method, loop).isWhole() ? loop : null;
    }

    private static boolean isCall(@Nullable AbstractInsnNode instruction, String owner, String name) {
        return instruction instanceof MethodInsnNode call
                && call.getOpcode() == Opcodes.INVOKEINTERFACE
                && call.owner.equals(owner)
                && call.name.equals(name);
    }

    /** The loads of what was stored; null among them if one may load something else. */
    private static List<@Nullable VarInsnNode> loadsOf(MethodNode method, VarInsnNode store) {
        var reaching = new ReachingStores(method);
        var loads = new ArrayList<@Nullable VarInsnNode>();
        for (var instruction : method.instructions) {
            if (instruction instanceof VarInsnNode load && load.getOpcode() == Opcodes.ALOAD && load.var == store.var) {
                var stores = reaching.before(load);
                if (stores.contains(store)) {
                    loads.add(stores.size() == 1 ? load : null);
                }
            }
        }
        return loads;
    }

    /** Whether the exit at the end of the stream is where {@link #branch} jumps to, and not what follows it. */
    public boolean exitsByJump() {
        return branch.getOpcode() == Opcodes.IFEQ;
    }

    /** The variable of the iterator. */
    public int slot() {
        return store.var;
    }
}
