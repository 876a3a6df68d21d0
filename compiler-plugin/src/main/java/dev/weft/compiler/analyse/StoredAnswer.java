package dev.weft.compiler.analyse;

import dev.weft.compiler.code.Instructions;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The answer of a call that a variable gets: {@code ok = lock.tryLock()}, {@code failed = !lock.tryLock()}.
 *
 * @param same whether the variable is true if the answer is, not if it is false
 */
record StoredAnswer(MethodInsnNode call, boolean same) {

    /** Looks at what is stored; null if it is something else, or if other paths lead to it. */
    static @Nullable StoredAnswer of(VarInsnNode store, MethodNode method) {
        var value = Instructions.previousInLine(store);
        if (value != null && value.getOpcode() == Opcodes.DUP) { // if (ok = lock.tryLock())
            value = Instructions.previousInLine(value);
        }
        return value instanceof MethodInsnNode call ? new StoredAnswer(call, true) : negated(store, method);
    }

    /** The code of {@code !call()}: a jump over one of the constants, and one over the other. */
    private static @Nullable StoredAnswer negated(VarInsnNode store, MethodNode method) {
        var second = Instructions.before(store);
        if (second == null
                || !isConstant(second)
                || !(Instructions.before(second) instanceof JumpInsnNode end)
                || end.getOpcode() != Opcodes.GOTO
                || !isOnlyJump(end, store, method)) {
            return null;
        }
        var first = Instructions.previousInLine(end);
        if (first == null
                || !isConstant(first)
                || first.getOpcode() == second.getOpcode()
                || !(Instructions.previousInLine(first) instanceof JumpInsnNode test)
                || (test.getOpcode() != Opcodes.IFEQ && test.getOpcode() != Opcodes.IFNE)
                || !isOnlyJump(test, second, method)
                || !(Instructions.previousInLine(test) instanceof MethodInsnNode call)) {
            return null;
        }
        var ifTrue = test.getOpcode() == Opcodes.IFNE ? second : first;
        return new StoredAnswer(call, ifTrue.getOpcode() == Opcodes.ICONST_1);
    }

    private static boolean isConstant(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.ICONST_0 || instruction.getOpcode() == Opcodes.ICONST_1;
    }

    private static boolean isOnlyJump(JumpInsnNode jump, AbstractInsnNode to, MethodNode method) {
        if (Instructions.orAfter(jump.label) != to) {
            return false;
        }
        for (var other : method.instructions) {
            if (other != jump && other instanceof JumpInsnNode one && Instructions.orAfter(one.label) == to) {
                return false;
            }
        }
        return true;
    }
}
