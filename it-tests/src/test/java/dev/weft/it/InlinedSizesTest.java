package dev.weft.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.abi.Suspension;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Methods that woven loops call seldom are short enough for HotSpot to inline them all the same. */
class InlinedSizesTest {

    /** {@code -XX:MaxInlineSize}: what is seldom called is inlined up to this size. */
    private static final int MAX_INLINE_SIZE = 35;

    @ParameterizedTest
    @CsvSource({
        "dev/weft/abi/Suspension, repeated",
        "dev/weft/abi/Suspension, spend",
        "dev/weft/internal/task/Suspendable, mustYield",
    })
    void areAtMostWhatIsInlined(String type, String method) throws IOException {
        var sizes = sizes(type);
        assertTrue(sizes.containsKey(method), () -> sizes.toString());
        int size = sizes.get(method);
        assertTrue(size <= MAX_INLINE_SIZE, () -> method + " has " + size + " bytes");
    }

    private static Map<String, Integer> sizes(String type) throws IOException {
        var sizes = new HashMap<String, Integer>();
        try (var file = Suspension.class.getResourceAsStream("/" + type + ".class")) {
            new ClassReader(file)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9, new ClassWriter(0)) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access, String name, String descriptor, String generic, String[] thrown) {
                                    var method = super.visitMethod(access, name, descriptor, generic, thrown);
                                    return new MethodVisitor(Opcodes.ASM9, method) {
                                        @Override
                                        public void visitMaxs(int maxStack, int maxLocals) {
                                            var end = new Label();
                                            visitLabel(end);
                                            sizes.merge(name, end.getOffset(), Math::max);
                                        }
                                    };
                                }
                            },
                            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
        return sizes;
    }
}
