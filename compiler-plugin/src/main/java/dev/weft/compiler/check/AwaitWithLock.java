package dev.weft.compiler.check;

import dev.weft.compiler.analyse.CompletedFutures;
import dev.weft.compiler.analyse.HeldLocks;
import dev.weft.compiler.analyse.UnlockingMethods;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.LineNumbers;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.ReturnedAwait;
import dev.weft.compiler.scan.ScannedClass;
import java.util.HashSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * WEFT017: a lock belongs to a thread. A suspended method may go on in another one, which must not unlock; and on one
 * loop, whose tasks share a thread, the lock excludes nobody.
 */
final class AwaitWithLock implements Rule {

    private static final String LOCK = "java/util/concurrent/locks/Lock";

    private final ClassHierarchy hierarchy;

    AwaitWithLock(ClassHierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        UnlockingMethods unlocking = null;
        for (var method : scanned.asyncMethods()) {
            if (HeldLocks.anyIn(method.node()) && !AwaitCalls.in(method.node()).isEmpty()) {
                unlocking = unlocking == null ? UnlockingMethods.of(scanned.node(), this::isLock) : unlocking;
                check(method, HeldLocks.in(method.node(), this::isLock, unlocking), reporter);
            }
        }
    }

    private boolean isLock(String name) {
        return hierarchy.isSubtype(name, LOCK);
    }

    private static void check(AsyncMethod async, HeldLocks locks, Reporter reporter) {
        var method = async.node();
        var lines = new HashSet<Integer>(); // compilers copy finally blocks
        for (var call : AwaitCalls.in(method)) {
            var held = locks.before(call);
            if (!held.isEmpty()
                    && !(call instanceof ReturnedAwait && isDone(method, call))
                    && lines.add(LineNumbers.of(call))) {
                reporter.at(
                        call,
                        method,
                        FindingCode.WEFT017,
                        AwaitText.of(call) + " while holding the lock "
                                + AwaitText.expressionBefore(async, HeldLocks.receiverEnd(held.get(held.size() - 1))),
                        "use dev.weft.sync.AsyncLock, or return behind the block that holds the lock; where it is meant,"
                                + " write @Allow(\"WEFT017\")");
            }
        }
    }

    /** Whether what is returned is seen to be done: then its await does not suspend. */
    private static boolean isDone(MethodNode method, AbstractInsnNode await) {
        var taker = nullCheckOr(await);
        return Instructions.previousInLine(taker) instanceof VarInsnNode load
                ? CompletedFutures.in(method).before(load).get(load.var)
                : DoneMakers.makeAllBefore(taker, method);
    }

    /** Goes back over the check for null to its first instruction, if there is one. */
    private static AbstractInsnNode nullCheckOr(AbstractInsnNode await) {
        var first = await;
        for (var at = Instructions.before(await); at != null && isOfNullCheck(at); at = Instructions.before(at)) {
            first = at;
        }
        return first;
    }

    private static boolean isOfNullCheck(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.CHECKCAST
                || instruction.getOpcode() == Opcodes.LDC
                || (instruction instanceof MethodInsnNode call && call.name.equals("requireNonNull"));
    }
}
