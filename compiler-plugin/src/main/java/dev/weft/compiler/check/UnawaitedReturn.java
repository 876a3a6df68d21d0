package dev.weft.compiler.check;

import dev.weft.compiler.Code;
import dev.weft.compiler.RuntimeAbi;
import dev.weft.compiler.analyse.ControlFlow;
import dev.weft.compiler.analyse.FollowedValue;
import dev.weft.compiler.analyse.Liveness;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.ScannedClass;
import java.util.BitSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * WEFT011: what an async method returns is awaited in tail position, when its {@code finally} and {@code close()} have run and
 * its {@code catch} clauses are left. A call inside a {@code try} that makes what is returned was hardly meant so.
 */
final class UnawaitedReturn implements Rule {

    /** What they make is done, or failed, already. */
    private static final Set<String> DONE_MAKERS =
            Set.of("result", "done", "failed", "completedFuture", "completedStage", "failedFuture", "failedStage");

    private final ClassHierarchy hierarchy;

    UnawaitedReturn(ClassHierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.asyncMethods()) {
            if (!method.node().tryCatchBlocks.isEmpty()) {
                check(method.node(), reporter);
            }
        }
    }

    private void check(MethodNode method, Reporter reporter) {
        var guarded = guarded(method);
        FollowedValue values = null;
        for (int i = guarded.nextSetBit(0); i >= 0; i = guarded.nextSetBit(i + 1)) {
            if (method.instructions.get(i) instanceof MethodInsnNode call && makesCoroutine(call)) {
                if (values == null) {
                    var flow = ControlFlow.of(method);
                    values = new FollowedValue(flow, new Liveness(flow), AwaitCalls::isAwait);
                }
                if (values.uses(i + 1).stream().anyMatch(use -> use.getOpcode() == Opcodes.ARETURN)) {
                    reporter.at(
                            call,
                            method,
                            Code.WEFT011,
                            "what '" + call.name
                                    + "' returns leaves its try unawaited: it runs after finally and close(),"
                                    + " and no catch sees its failure",
                            "write return result(await(...)), or completedFuture(await(...)) in a method that returns a"
                                    + " future");
                }
            }
        }
    }

    private boolean makesCoroutine(MethodInsnNode call) {
        if (Type.getReturnType(call.desc).getSort() != Type.OBJECT) {
            return false;
        }
        var returned = Type.getReturnType(call.desc).getInternalName();
        boolean isCoroutine = returned.equals(RuntimeAbi.COROUTINE)
                || returned.equals(RuntimeAbi.FUTURE)
                || hierarchy.isSubtype(returned, RuntimeAbi.STAGE);
        boolean isDone = DONE_MAKERS.contains(call.name)
                && call.getOpcode() == Opcodes.INVOKESTATIC
                && (call.owner.equals(RuntimeAbi.WEFT) || call.owner.equals(RuntimeAbi.FUTURE));
        return isCoroutine && !isDone;
    }

    /** The instructions inside a try; a synchronized block, whose handler only releases the monitor, is none. */
    private static BitSet guarded(MethodNode method) {
        var guarded = new BitSet(method.instructions.size());
        for (var range : method.tryCatchBlocks) {
            if (!releasesMonitor(range)) {
                guarded.set(method.instructions.indexOf(range.start), method.instructions.indexOf(range.end));
            }
        }
        return guarded;
    }

    private static boolean releasesMonitor(TryCatchBlockNode range) {
        AbstractInsnNode at = range.type == null ? range.handler : null;
        while (at != null && at.getOpcode() != Opcodes.ATHROW && at.getOpcode() != Opcodes.MONITORENTER) {
            if (at.getOpcode() == Opcodes.MONITOREXIT) {
                return true;
            }
            at = at.getNext();
        }
        return false;
    }
}
