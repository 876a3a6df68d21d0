package dev.weft.compiler.check;

import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.LocalVariables;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.ReturnedAwait;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Words for messages about an await or emit, and for what is held meanwhile. */
final class AwaitText {

    private static final String UNKNOWN = "an object";

    private AwaitText() {}

    static String of(MethodInsnNode await) {
        if (await instanceof ReturnedAwait) {
            return AwaitCalls.isEmit(await)
                    ? "the stream that is returned inside a try or a loop over a stream is emitted there"
                    : "what is returned inside a try is awaited there";
        }
        return await.name;
    }

    /** The expression whose value an instruction takes, as far as it can be told from what pushed it. */
    static String expressionBefore(AsyncMethod async, AbstractInsnNode user) {
        var at = Instructions.before(user);
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

    /** What is stored into a variable, by the name of the variable if the class file has it. */
    static String stored(AsyncMethod async, String what, @Nullable AbstractInsnNode store) {
        var scope = store == null ? null : Instructions.after(store); // a variable is in scope behind its first store
        return store instanceof VarInsnNode variable && scope != null
                ? LocalVariables.at(async.node(), variable.var, scope)
                        .map(named -> "the " + what + " '" + named.name + "'")
                        .orElse("a " + what)
                : "a " + what;
    }

    private static String nameOf(AsyncMethod async, VarInsnNode load) {
        if (load.var == 0 && !async.isStatic()) {
            return "this";
        }
        return LocalVariables.at(async.node(), load.var, load)
                .map(variable -> variable.name)
                .orElse("a local variable");
    }
}
