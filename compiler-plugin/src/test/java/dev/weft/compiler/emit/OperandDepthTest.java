package dev.weft.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.compiler.testkit.Handwritten;
import dev.weft.compiler.testkit.Weaving;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class OperandDepthTest {

    @Test
    void countsSlots() {
        var method = Handwritten.method("()V", code -> {
            code.visitInsn(Opcodes.ICONST_0);
            code.visitInsn(Opcodes.LCONST_0);
            code.visitInsn(Opcodes.DCONST_0);
            code.visitInsn(Opcodes.RETURN);
        });
        assertEquals(5, OperandDepth.max("H", method));
    }

    @Test
    void provesThatEveryInstructionFindsItsOperands() {
        var method = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);
        method.visitInsn(Opcodes.POP);
        assertThrows(IllegalArgumentException.class, () -> OperandDepth.max("H", method));
    }

    @Test
    void wovenMethodsHaveExactlyWhatTheyNeed() {
        var woven = Weaving.weave("""
                class C {
                    static long f(Object a, long b, double c, Object d) { return b; }
                    @Async static Coroutine<Long> m(Coroutine<String> c, int n) {
                        long sum = 0;
                        try {
                            for (int i = 0; i < n; i++) {
                                sum += f(new StringBuilder(await(c)), sum, i, new Object[] {1, await(c)});
                            }
                        } finally {
                            await(c);
                        }
                        return result(sum);
                    }
                    @Async CompletionStage<Long> hot(Coroutine<String> c, long l) { await(c); return null; }
                }
                """);
        for (var name : woven.names()) {
            assertEquals(sizes(woven.bytes(name)), sizes(computedByAsm(woven.bytes(name))), name);
        }
    }

    private static byte[] computedByAsm(byte[] bytes) {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        new ClassReader(bytes).accept(writer, 0);
        return writer.toByteArray();
    }

    private static List<String> sizes(byte[] bytes) {
        var node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        var sizes = new ArrayList<String>();
        node.methods.forEach(method -> sizes.add(method.name + method.desc + " " + method.maxStack));
        return sizes;
    }
}
