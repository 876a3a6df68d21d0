package dev.weft.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Program;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodNode;

class WideJumpsTest {

    /** So much lies between the ends of the loop that two bytes do just as long as no jump in it becomes wide. */
    private static final int NEARLY_FAR = 32_756;

    /** {@code do { if (i == 0) break; i--; …; } while (true); …; return i + 7;}, both jumps far or nearly so. */
    private static MethodNode loop(boolean endsWithGoto) {
        return method(code -> {
            var head = new Label();
            var end = new Label();
            target(code, head);
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitJumpInsn(Opcodes.IFEQ, end);
            code.visitIincInsn(0, -1);
            nops(code, NEARLY_FAR);
            if (endsWithGoto) {
                var on = new Label();
                code.visitVarInsn(Opcodes.ILOAD, 0);
                code.visitJumpInsn(Opcodes.IFEQ, on);
                code.visitJumpInsn(Opcodes.GOTO, head);
                target(code, on);
            } else {
                code.visitVarInsn(Opcodes.ILOAD, 0);
                code.visitJumpInsn(Opcodes.IFNE, head);
            }
            nops(code, 300);
            target(code, end);
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitIntInsn(Opcodes.BIPUSH, 7);
            code.visitInsn(Opcodes.IADD);
            code.visitInsn(Opcodes.IRETURN);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void backwardJumpsThatOthersMakeFar(boolean endsWithGoto) throws Throwable {
        var method = loop(endsWithGoto);
        var program = Program.load(written(method));
        assertEquals(7, program.call("H", "m", 5));
    }

    /** If this fails, ASM has mended it. Its forward jumps may then be left to it as well. */
    @Test
    void asmDoesNotManageThat() {
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> write(loop(true)));
    }

    /** Behind a return there is room for a wide jump, and ASM has nothing to do. */
    @Test
    void conditionsGoByWayOfAPlaceThatControlDoesNotPass() throws Throwable {
        var method = exits(false);
        var wide = WideJumps.in(method);
        assertEquals(1, wide.size());
        assertEquals(List.of(), far(method));
        WideJumps.restore(wide);
        var program = Program.load(written(method));
        assertEquals(0, program.call("H", "m", 0));
        assertEquals(1, program.call("H", "m", 1));
        assertEquals(1, program.call("H", "m", 2));
    }

    /** The stack map of the target need not fit a handler around the place: ASM has to make that jump wide. */
    @Test
    void aPlaceInATryRangeIsNone() throws Throwable {
        var method = exits(true);
        assertEquals(0, WideJumps.in(method).size());
        assertEquals(2, far(method).size());
        var program = Program.load(written(method));
        assertEquals(0, program.call("H", "m", 0));
        assertEquals(1, program.call("H", "m", 2));
    }

    @Test
    void shortMethodsStayAsTheyAre() {
        var method = method(code -> {
            var head = new Label();
            target(code, head);
            code.visitJumpInsn(Opcodes.GOTO, head);
        });
        assertEquals(0, WideJumps.in(method).size());
    }

    /** Two conditions that jump over 40,000 bytes, and a return near them. */
    private static MethodNode exits(boolean inTryRange) {
        return method(code -> {
            var far = new Label();
            var on = new Label();
            var start = new Label();
            var stop = new Label();
            if (inTryRange) {
                code.visitTryCatchBlock(start, stop, stop, "java/lang/RuntimeException");
            }
            code.visitLabel(start);
            for (int i = 1; i <= 2; i++) {
                code.visitVarInsn(Opcodes.ILOAD, 0);
                code.visitInsn(Opcodes.ICONST_0 + i);
                code.visitJumpInsn(Opcodes.IF_ICMPEQ, far);
            }
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitJumpInsn(Opcodes.IFNE, on);
            code.visitInsn(Opcodes.ICONST_0);
            code.visitInsn(Opcodes.IRETURN);
            target(code, on);
            if (inTryRange) {
                nops(code, 40_000);
                code.visitInsn(Opcodes.ICONST_3);
                code.visitInsn(Opcodes.IRETURN);
                code.visitLabel(stop);
                code.visitFrame(
                        Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 1, new Object[] {"java/lang/RuntimeException"
                        });
                code.visitInsn(Opcodes.POP);
            } else {
                nops(code, 40_000);
            }
            target(code, far);
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.IRETURN);
        });
    }

    /** As the weaver makes it: ASM has not rewritten its jumps yet. */
    private static MethodNode method(Consumer<MethodVisitor> code) {
        var method =
                new MethodNode(RuntimeAbi.ASM_API, Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "m", "(I)I", null, null);
        code.accept(method);
        method.visitMaxs(2, 1);
        return method;
    }

    private static void target(MethodVisitor code, Label label) {
        code.visitLabel(label);
        code.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 0, new Object[0]);
    }

    private static void nops(MethodVisitor code, int count) {
        for (int i = 0; i < count; i++) {
            code.visitInsn(Opcodes.NOP);
        }
    }

    private static List<Integer> far(MethodNode method) {
        var layout = new WidestLayout(method);
        return Stream.of(method.instructions.toArray())
                .filter(instruction -> instruction instanceof JumpInsnNode jump
                        && jump.getOpcode() < Opcodes.IFNULL
                        && layout.mayBeFar(jump))
                .map(instruction -> instruction.getOpcode())
                .toList();
    }

    private static Classes written(MethodNode method) {
        var wide = WideJumps.in(method);
        var classes = write(method);
        WideJumps.restore(wide);
        assertTrue(wide.stream().allMatch(jump -> jump.getOpcode() == Opcodes.GOTO));
        return classes;
    }

    private static Classes write(MethodNode method) {
        var writer = new ClassWriter(0);
        writer.setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, "H", null, RuntimeAbi.OBJECT, null);
        method.accept(writer);
        return new Classes(Map.of("H", writer.toByteArray()));
    }
}
