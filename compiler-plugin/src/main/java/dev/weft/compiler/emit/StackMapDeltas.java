package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Has each stack map written as a class file has it: as the difference from the one before (JVMS 4.7.4).
 *
 * <p>Trees have them in full. ASM finds the difference too, but takes most of its time for that: it makes a descriptor of
 * each name of a class, and looks that up. Names do to be compared.
 */
final class StackMapDeltas extends MethodVisitor {

    /** So many variables may come or go in a short stack map. */
    private static final int MOST_CHANGED = 3;

    private static final Object[] NONE = {};

    private final Supplier<Object[]> parameters;
    /** The variables of the stack map before. */
    private Object @Nullable [] before;

    private StackMapDeltas(Supplier<Object[]> parameters, MethodVisitor writer) {
        super(RuntimeAbi.ASM_API, writer);
        this.parameters = parameters;
    }

    /** Returns a visitor that writes the methods of a class. */
    static ClassVisitor of(String owner, ClassVisitor writer) {
        return new ClassVisitor(RuntimeAbi.ASM_API, writer) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                var method = super.visitMethod(access, name, descriptor, signature, exceptions);
                return new StackMapDeltas(() -> parameters(owner, access, name, descriptor), method);
            }
        };
    }

    /** The variables that there are at the first instruction. */
    private static Object[] parameters(String owner, int access, String name, String descriptor) {
        var entries = new ArrayList<>();
        if ((access & Opcodes.ACC_STATIC) == 0) {
            entries.add(name.equals("<init>") ? Opcodes.UNINITIALIZED_THIS : owner);
        }
        for (var type : Type.getArgumentTypes(descriptor)) {
            entries.add(StackMaps.entryOf(type));
        }
        return entries.toArray();
    }

    @Override
    public void visitFrame(int type, int variables, Object[] local, int operands, Object[] stack) {
        var last = before == null ? parameters.get() : before;
        int more = variables - last.length;
        boolean alike = startAlike(last, local, Math.min(variables, last.length));
        if (alike && operands == 0 && more == 0) {
            super.visitFrame(Opcodes.F_SAME, 0, NONE, 0, NONE);
        } else if (alike && operands == 1 && more == 0) {
            super.visitFrame(Opcodes.F_SAME1, 0, NONE, 1, stack);
        } else if (alike && operands == 0 && 0 < more && more <= MOST_CHANGED) {
            super.visitFrame(Opcodes.F_APPEND, more, Arrays.copyOfRange(local, last.length, variables), 0, NONE);
        } else if (alike && operands == 0 && -MOST_CHANGED <= more && more < 0) {
            super.visitFrame(Opcodes.F_CHOP, -more, NONE, 0, NONE);
        } else {
            super.visitFrame(Opcodes.F_FULL, variables, local, operands, stack);
        }
        before = local;
    }

    private static boolean startAlike(Object[] some, Object[] others, int count) {
        for (int i = 0; i < count; i++) {
            if (!some[i].equals(others[i])) {
                return false;
            }
        }
        return true;
    }
}
