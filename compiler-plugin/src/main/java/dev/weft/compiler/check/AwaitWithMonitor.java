package dev.weft.compiler.check;

import dev.weft.compiler.analyse.HeldMonitors;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.ScannedClass;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** WEFT003: a monitor belongs to a thread, and a suspended method has no thread. */
final class AwaitWithMonitor implements Rule {

    private static final String UNKNOWN = "an object";

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.asyncMethods()) {
            if (HeldMonitors.anyIn(method.node())) {
                check(method, reporter);
            }
        }
    }

    private static void check(AsyncMethod async, Reporter reporter) {
        var method = async.node();
        var monitors = HeldMonitors.in(method);
        for (var call : AwaitCalls.in(method)) {
            var held = monitors.before(method.instructions.indexOf(call));
            if (!held.isEmpty()) {
                reporter.at(
                        call,
                        method,
                        FindingCode.WEFT003,
                        "await while holding the monitor of " + describe(async, held.get(held.size() - 1)),
                        "leave the synchronized block before the await, or use dev.weft.sync.AsyncLock");
            }
        }
    }

    /** The expression of a synchronized statement, as far as it can be told from what pushed its value. */
    private static String describe(AsyncMethod async, AbstractInsnNode enter) {
        var at = Instructions.before(enter);
        while (at != null && (at.getOpcode() == Opcodes.ASTORE || at.getOpcode() == Opcodes.DUP)) {
            at = Instructions.before(at);
        }
        if (at == null) {
            return UNKNOWN;
        }
        return switch (at.getType()) {
            case AbstractInsnNode.FIELD_INSN -> "'" + ((FieldInsnNode) at).name + "'";
            case AbstractInsnNode.METHOD_INSN -> "'" + ((MethodInsnNode) at).name + "()'";
            case AbstractInsnNode.VAR_INSN -> "'" + nameOf(async, (VarInsnNode) at) + "'";
            case AbstractInsnNode.LDC_INSN ->
                ((LdcInsnNode) at).cst instanceof Type type ? "'" + type.getClassName() + ".class'" : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    private static String nameOf(AsyncMethod async, VarInsnNode load) {
        if (load.var == 0 && !async.isStatic()) {
            return "this";
        }
        var method = async.node();
        return Objects.requireNonNullElse(method.localVariables, List.<LocalVariableNode>of()).stream()
                .filter(variable -> variable.index == load.var && covers(method, variable, load))
                .map(variable -> variable.name)
                .findFirst()
                .orElse("a local variable");
    }

    private static boolean covers(MethodNode method, LocalVariableNode variable, AbstractInsnNode instruction) {
        int index = method.instructions.indexOf(instruction);
        return method.instructions.indexOf(variable.start) <= index
                && index < method.instructions.indexOf(variable.end);
    }
}
