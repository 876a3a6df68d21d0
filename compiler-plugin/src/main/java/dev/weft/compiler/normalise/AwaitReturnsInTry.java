package dev.weft.compiler.normalise;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.ReturnsInTry;
import dev.weft.compiler.analyse.ReturnsInTry.Place;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.LocalVariables;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.ScannedClass;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Awaits a coroutine or stage that is returned from inside a {@code try} before {@code finally} and {@code close()} run.
 *
 * <pre>
 *     try [A, B) any H             try [A, B) any H
 *     A: invokestatic fetch        A: invokestatic fetch
 *                                     invokestatic Weft.await(Coroutine)Object
 *                           =&gt;        invokestatic Weft.result(Object)Coroutine
 *     B: astore 1                  B: astore 1
 *        invokestatic release         invokestatic release
 *        aload 1                      aload 1
 *        areturn                      areturn
 * </pre>
 *
 * The change in meaning is intended: it is what {@code return result(await(fetch()))} says. Null is reported as a tail
 * await reports it, but inside the {@code try}. Rules see the await, so this comes before them.
 */
public final class AwaitReturnsInTry {

    private final MethodNode method;
    private final AsyncMethod async;
    private final Set<String> ownAsync;

    private AwaitReturnsInTry(AsyncMethod async, Set<String> ownAsync) {
        this.method = async.node();
        this.async = async;
        this.ownAsync = ownAsync;
    }

    public static void in(ScannedClass scanned) {
        boolean namesVariables = LocalVariables.areNamedIn(scanned.node());
        var ownAsync = AwaitedReturn.ownAsync(scanned);
        for (var async : scanned.asyncMethods()) {
            if (!async.node().tryCatchBlocks.isEmpty() && returnsSupportedType(async)) {
                ReturnResultsAtOnce.in(async.node());
                ReturnsInTry.in(async.node(), namesVariables)
                        .places()
                        .forEach(new AwaitReturnsInTry(async, ownAsync)::rewrite);
            }
        }
    }

    private static boolean returnsSupportedType(AsyncMethod async) {
        return !async.isEntry() && RuntimeAbi.returnsSupportedType(async.node().desc);
    }

    private void rewrite(Place place) {
        var code = new InsnList();
        var start = new LabelNode();
        var end = new LabelNode();
        code.add(start);
        if (place.slot() >= 0) {
            code.add(new VarInsnNode(Opcodes.ALOAD, place.slot()));
        }
        code.add(AwaitedReturn.code(async, Instructions.before(place.before()), ownAsync));
        if (place.slot() >= 0) {
            code.add(new VarInsnNode(Opcodes.ASTORE, place.slot()));
        }
        code.add(end);
        method.instructions.insertBefore(place.before(), code);
        method.maxStack = Math.max(method.maxStack, 2);
        moveRanges(place, start, end);
        int opcode = place.before().getOpcode();
        if (place.slot() < 0 && opcode != Opcodes.ASTORE && opcode != Opcodes.POP) {
            widenStackMaps(end);
        }
    }

    /** The new code is inside the {@code try} statements that end before it, and before those that begin behind it. */
    private void moveRanges(Place place, LabelNode start, LabelNode end) {
        var here = new HashSet<LabelNode>();
        for (AbstractInsnNode at = start; at != null && at.getOpcode() < 0; at = at.getPrevious()) {
            if (at instanceof LabelNode label) {
                here.add(label);
            }
        }
        for (var range : method.tryCatchBlocks) {
            boolean isAround = place.around().contains(range);
            if (isAround && here.contains(range.end)) {
                range.end = end;
            } else if (!isAround && here.contains(range.start)) {
                range.start = end;
            }
        }
    }

    /** A stack map between here and the return may name a type of its own for the value on the stack. */
    private void widenStackMaps(AbstractInsnNode end) {
        for (var at = end; at != null && at.getOpcode() != Opcodes.ARETURN; at = at.getNext()) {
            if (at instanceof FrameNode map
                    && map.stack.size() == 1
                    && map.stack.get(0) instanceof String name
                    && !RuntimeAbi.isSupportedReturnType(name)) {
                map.stack = List.of(async.returnType());
            }
        }
    }
}
