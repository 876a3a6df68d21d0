package dev.weft.compiler.agent;

import dev.weft.compiler.abi.RuntimeAbi;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Gives a frame class the methods of the one that it is exchanged for, since the JVM demands the same. A frame class has
 * {@code catches} and {@code ignores} only if they say something else than those of {@code Frame}: what is missing is added,
 * with that answer; what is new is left out, and then the runtime takes the longer way.
 */
final class MethodsAsLoaded extends ClassVisitor {

    /** The names of the methods that have not been visited yet. */
    private final Set<String> missing = new HashSet<>();

    private MethodsAsLoaded(ClassWriter writer, Class<?> loaded) {
        super(RuntimeAbi.ASM_API, writer);
        Arrays.stream(loaded.getDeclaredMethods()).map(Method::getName).forEach(missing::add);
    }

    static byte[] in(byte[] frame, Class<?> loaded) {
        var writer = new ClassWriter(0);
        new ClassReader(frame).accept(new MethodsAsLoaded(writer, loaded), 0);
        return writer.toByteArray();
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if (!missing.remove(name) && isOptional(name)) {
            return null;
        }
        return super.visitMethod(access, name, descriptor, signature, exceptions);
    }

    private static boolean isOptional(String name) {
        return name.equals(RuntimeAbi.CATCHES) || name.equals(RuntimeAbi.IGNORES);
    }

    @Override
    public void visitEnd() {
        if (missing.contains(RuntimeAbi.CATCHES)) {
            add(RuntimeAbi.CATCHES, RuntimeAbi.CATCHES_DESCRIPTOR, 1, Opcodes.ICONST_1);
        }
        if (missing.contains(RuntimeAbi.IGNORES)) {
            add(RuntimeAbi.IGNORES, RuntimeAbi.IGNORES_DESCRIPTOR, 2, Opcodes.ICONST_0);
        }
        super.visitEnd();
    }

    private void add(String name, String descriptor, int locals, int answer) {
        var code = super.visitMethod(Opcodes.ACC_PROTECTED, name, descriptor, null, null);
        code.visitCode();
        code.visitInsn(answer);
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(1, locals);
        code.visitEnd();
    }
}
