package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.Handler;
import dev.weft.compiler.split.MethodPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the method of a frame class that says whether the handler that catches a failure ignores it. Frame classes have it
 * only if some handler around an await does.
 *
 * <pre>
 * await(a);
 * try {
 *     await(b);
 * } catch (IOException e) {
 *     log(e);
 * } catch (RuntimeException e) {
 *     return NONE;
 * }
 *
 * boolean ignores(Throwable failure) {
 *     switch (state) {
 *     case 2:
 *         if (failure instanceof IOException) { return false; }
 *         if (failure instanceof RuntimeException) { return true; }
 *     }
 *     return false;
 * }
 * </pre>
 */
final class IgnoresEmitter {

    /**
     * The largest number of tests. With the table of states, a method must have less than 65,536 bytes (JVMS 4.7.3). Points
     * that need more are left out.
     */
    private static final int MOST_TESTS = 1_000;

    private final MethodVisitor code;

    private IgnoresEmitter(MethodVisitor code) {
        this.code = code;
    }

    static void emit(MethodPlan plan, ClassVisitor frame) {
        var points = new LinkedHashMap<List<Handler>, List<Integer>>();
        int tests = 0;
        for (var point : plan.points()) {
            var asked = asked(point.site().handlers());
            if (asked.isEmpty()) {
                continue;
            }
            if (!points.containsKey(asked)) {
                tests += asked.size();
                if (tests > MOST_TESTS) {
                    break;
                }
            }
            points.computeIfAbsent(asked, handlers -> new ArrayList<>()).add(point.state());
        }
        if (!points.isEmpty()) {
            var method = frame.visitMethod(
                    Opcodes.ACC_PROTECTED, RuntimeAbi.IGNORES, RuntimeAbi.IGNORES_DESCRIPTOR, null, null);
            new IgnoresEmitter(method).write(plan, points);
        }
    }

    /** The handlers up to the last that ignores what it catches. */
    private static List<Handler> asked(List<Handler> handlers) {
        int end = handlers.size();
        while (end > 0 && !handlers.get(end - 1).ignores()) {
            end--;
        }
        return handlers.subList(0, end);
    }

    private void write(MethodPlan plan, Map<List<Handler>, List<Integer>> points) {
        code.visitCode();
        var looks = new Label();
        var states = new Label[plan.points().size()];
        Arrays.fill(states, looks);
        for (var some : points.values()) {
            var start = new Label();
            some.forEach(state -> states[state - 1] = start);
        }
        boolean differ = Arrays.stream(states).distinct().count() > 1;
        if (differ) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, plan.frameClass(), RuntimeAbi.STATE, "I");
            code.visitTableSwitchInsn(1, states.length, looks, states);
        }
        points.forEach((handlers, some) -> {
            if (differ) {
                target(states[some.get(0) - 1]);
            }
            ask(handlers);
        });
        if (differ) {
            target(looks);
            answer(false);
        }
        code.visitMaxs(1, 2);
        code.visitEnd();
    }

    /** The last handler ignores what it catches, and none behind it does. Only the last may catch all. */
    private void ask(List<Handler> handlers) {
        int last = handlers.size() - 1;
        for (var handler : handlers.subList(0, last)) {
            isInstance(handler.type());
            var next = new Label();
            code.visitJumpInsn(Opcodes.IFEQ, next);
            answer(handler.ignores());
            target(next);
        }
        var type = handlers.get(last).type();
        if (type == null) {
            answer(true);
        } else {
            isInstance(type);
            code.visitInsn(Opcodes.IRETURN);
        }
    }

    private void isInstance(@Nullable String type) {
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.INSTANCEOF, type);
    }

    private void answer(boolean ignores) {
        code.visitInsn(ignores ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
    }

    private void target(Label label) {
        code.visitLabel(label);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }
}
