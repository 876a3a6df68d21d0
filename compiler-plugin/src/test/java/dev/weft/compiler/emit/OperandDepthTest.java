package dev.weft.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Handwritten;
import dev.weft.compiler.testkit.Weaving;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

class OperandDepthTest {

    @Test
    void countsSlots() {
        var method = Handwritten.method("()V", code -> {
            code.visitInsn(Opcodes.ICONST_0);
            code.visitInsn(Opcodes.LCONST_0);
            code.visitInsn(Opcodes.DCONST_0);
            code.visitInsn(Opcodes.RETURN);
        });
        assertEquals(5, OperandDepth.max(method));
    }

    /** Classes of the JDK, with nearly every instruction that there is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "util/Arrays",
                "util/HashMap",
                "util/Formatter",
                "lang/Math",
                "lang/FdLibm$Pow",
                "math/BigInteger"
            })
    void countsAsAsmDoes(String name) throws IOException {
        try (var in = Object.class.getResourceAsStream("/java/" + name + ".class")) {
            var node = new ClassNode();
            new ClassReader(computedByAsm(in.readAllBytes())).accept(node, ClassReader.EXPAND_FRAMES);
            for (var method : node.methods) {
                assertEquals(method.maxStack, OperandDepth.max(method), method.name + method.desc);
            }
        }
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
