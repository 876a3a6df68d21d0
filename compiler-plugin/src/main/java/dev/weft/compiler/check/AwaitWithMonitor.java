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

/** WEFT003: a monitor belongs to a thread, and a suspended method has none. */
final class AwaitWithMonitor implements Rule {

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
        var method = async.node();
        var at = Instructions.before(enter);
        while (at != null && (at.getOpcode() == Opcodes.ASTORE || at.getOpcode() == Opcodes.DUP)) {
            at = Instructions.before(at);
        }
        if (at instanceof FieldInsnNode field) {
            return "'" + field.name + "'";
        } else if (at instanceof LdcInsnNode constant && constant.cst instanceof Type type) {
            return "'" + type.getClassName() + ".class'";
        } else if (at instanceof MethodInsnNode call) {
            return "'" + call.name + "()'";
        } else if (at instanceof VarInsnNode load) {
            return load.var == 0 && !async.isStatic() ? "'this'" : "'" + nameOf(method, load) + "'";
        }
        return "an object";
    }

    private static String nameOf(MethodNode method, VarInsnNode load) {
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
