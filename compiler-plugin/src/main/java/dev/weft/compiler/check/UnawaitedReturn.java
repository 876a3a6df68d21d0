package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.ControlFlow;
import dev.weft.compiler.analyse.Liveness;
import dev.weft.compiler.analyse.ValueUses;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.ScannedClass;
import java.util.regex.Pattern;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * WEFT011: the result of an async method is awaited in tail position, after its {@code finally} and {@code close()}
 * have run and outside of its {@code catch} clauses. If a call inside a {@code try} makes that result, the author
 * hardly meant that. {@link TryCode} finds the code that counts as inside.
 */
final class UnawaitedReturn implements Rule {

    /** A static method with such a name, in any class, makes something that is done or failed already. */
    private static final Pattern DONE_MAKERS =
            Pattern.compile("result|done|failed|.*(completed|failed)(future|stage)", Pattern.CASE_INSENSITIVE);

    private final ClassHierarchy hierarchy;

    UnawaitedReturn(ClassHierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.asyncMethods()) {
            if (!method.node().tryCatchBlocks.isEmpty() && mayLeaveUnawaited(method.node())) {
                check(method, reporter);
            }
        }
    }

    /** Whether there is a call worth following: a result that is awaited on the spot goes nowhere else. */
    private boolean mayLeaveUnawaited(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && !isAwaitedOnTheSpot(call) && makesCoroutine(call)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAwaitedOnTheSpot(MethodInsnNode call) {
        var next = Instructions.after(call);
        return next != null && AwaitCalls.isAwait(next);
    }

    private void check(AsyncMethod async, Reporter reporter) {
        var method = async.node();
        var flow = ControlFlow.of(method);
        var values = new ValueUses(flow, new Liveness(flow), AwaitCalls::isAwait);
        var guarded = TryCode.in(async, values);
        for (int i = guarded.nextSetBit(0); i >= 0; i = guarded.nextSetBit(i + 1)) {
            if (method.instructions.get(i) instanceof MethodInsnNode call
                    && makesCoroutine(call)
                    && values.uses(i + 1).stream().anyMatch(use -> use.getOpcode() == Opcodes.ARETURN)) {
                reporter.at(
                        call,
                        method,
                        FindingCode.WEFT011,
                        "what '" + call.name
                                + "' returns leaves its try unawaited: it runs after finally and close(), and"
                                + " no catch sees its failure",
                        "write return result(await(...)), or completedFuture(await(...)) in a method that returns a"
                                + " future");
            }
        }
    }

    private boolean makesCoroutine(MethodInsnNode call) {
        if (Type.getReturnType(call.desc).getSort() != Type.OBJECT
                || (call.getOpcode() == Opcodes.INVOKESTATIC
                        && DONE_MAKERS.matcher(call.name).matches())) {
            return false;
        }
        var returned = Type.getReturnType(call.desc).getInternalName();
        return RuntimeAbi.isSupportedReturnType(returned) || hierarchy.isSubtype(returned, RuntimeAbi.STAGE);
    }
}
