package dev.weft.compiler.agent;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.hierarchy.ClassSource;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;

/**
 * How many awaits the loaded frame classes know. A suspended frame remembers the number of its await only, so it cannot go
 * on in code that has more of them, or fewer.
 *
 * <p>Called by all threads that load classes. Frame classes that the agent has not defined itself are read from where they
 * were loaded.
 */
final class AwaitCounts {

    private final Map<Class<?>, Integer> defined = Collections.synchronizedMap(new WeakHashMap<>());

    void defined(Class<?> frame, byte[] bytes) {
        defined.put(frame, in(bytes));
    }

    /** Returns whether the new frame class has as many awaits as the one that is loaded. */
    boolean areSame(Class<?> frame, byte[] bytes, ClassSource files) throws IOException {
        var known = defined.get(frame);
        if (known != null) {
            return known == in(bytes);
        }
        var file = files.find(frame.getName().replace('.', '/'));
        return file.isPresent() && in(file.get()) == in(bytes);
    }

    /** The table of lines is the last constant of its method, with a character for each await. */
    private static int in(byte[] frame) {
        var table = new String[] {""};
        new ClassReader(frame)
                .accept(
                        new ClassVisitor(RuntimeAbi.ASM_API) {
                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] exceptions) {
                                if (!name.equals(RuntimeAbi.POSITION)) {
                                    return null;
                                }
                                return new MethodVisitor(RuntimeAbi.ASM_API) {
                                    @Override
                                    public void visitLdcInsn(Object value) {
                                        table[0] = value.toString();
                                    }
                                };
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return table[0].length();
    }
}
