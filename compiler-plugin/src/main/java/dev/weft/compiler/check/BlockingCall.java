package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.CompletedFutures;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.ScannedClass;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * WEFT007: woven code shares its thread with all tasks of a loop, so it must not block. A future that is known to be
 * done does not.
 */
final class BlockingCall implements Rule {

    private static final Set<String> FUTURE_GETTERS = Set.of("get", "join");

    private final BlockingMethods methods;

    BlockingCall(BlockingMethods methods) {
        this.methods = methods;
    }

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        scanned.asyncMethods().forEach(method -> check(method.node(), method.isEntry(), reporter));
    }

    private void check(MethodNode method, boolean isEntry, Reporter reporter) {
        CompletedFutures completed = null;
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call) {
                var remedy = methods.remedyFor(call, isEntry);
                if (remedy.isPresent()) {
                    var future = variableOfGetter(call);
                    if (isGetter(call)) {
                        completed = completed == null ? CompletedFutures.in(method) : completed;
                    }
                    if (completed == null || !isDone(call, future, completed)) {
                        reporter.at(call, method, FindingCode.WEFT007, message(call), remedy.get());
                    }
                }
            }
        }
    }

    static boolean isGetter(MethodInsnNode call) {
        return FUTURE_GETTERS.contains(call.name) && call.desc.startsWith("()");
    }

    private static boolean isDone(MethodInsnNode call, @Nullable VarInsnNode future, CompletedFutures completed) {
        return future == null
                ? isGetter(call) && completed.isDoneReceiver(call)
                : completed.before(future).get(future.var);
    }

    /** Where the receiver of {@code future.get()} or {@code join()} is loaded from a local variable. */
    private static @Nullable VarInsnNode variableOfGetter(MethodInsnNode call) {
        if (!isGetter(call)) {
            return null;
        }
        AbstractInsnNode at = Instructions.before(call);
        while (at != null && at.getOpcode() == Opcodes.CHECKCAST) {
            at = Instructions.before(at);
        }
        return at instanceof VarInsnNode load && load.getOpcode() == Opcodes.ALOAD ? load : null;
    }

    static String message(MethodInsnNode call) {
        return "'" + nameOf(call) + "' blocks the thread, which other tasks share";
    }

    private static String nameOf(MethodInsnNode call) {
        var owner = call.owner.startsWith("[") ? RuntimeAbi.OBJECT : call.owner;
        var type = Type.getObjectType(owner).getClassName();
        var name = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
        return call.name.equals("<init>") ? "new " + name : name + "." + call.name;
    }
}
