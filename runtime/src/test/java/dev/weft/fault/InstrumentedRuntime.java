package dev.weft.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Loads a copy of the runtime, and of the test classes that use it, in which each method and each allocation of the
 * runtime calls {@link Faults}.
 */
final class InstrumentedRuntime extends ClassLoader {
    private static final Path MAIN = Path.of("target/classes");
    private static final Path TEST = Path.of("target/test-classes");
    private static final String FAULTS = "dev/weft/fault/Faults";

    /** The classes whose fields two threads share while a hot call is cancelled and woken. */
    private static final Set<String> SHARED = Set.of(
            "dev/weft/internal/task/HotTask",
            "dev/weft/internal/task/HotFuture",
            "dev/weft/internal/task/Suspendable",
            "dev/weft/internal/task/Waker",
            "dev/weft/internal/task/StageWait",
            "dev/weft/internal/task/AwaiterWait");

    InstrumentedRuntime() {
        super("instrumented", InstrumentedRuntime.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            String file = name.replace('.', '/');
            boolean own = name.startsWith("dev.weft.") && !file.startsWith(FAULTS);
            try {
                if (own && Files.exists(MAIN.resolve(file + ".class"))) {
                    return define(name, instrument(Files.readAllBytes(MAIN.resolve(file + ".class"))));
                }
                if (own && Files.exists(TEST.resolve(file + ".class"))) {
                    return define(name, Files.readAllBytes(TEST.resolve(file + ".class")));
                }
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
            return super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name, byte[] bytes) {
        return defineClass(name, bytes, 0, bytes.length);
    }

    private static byte[] instrument(byte[] original) {
        ClassReader reader = new ClassReader(original);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Instrumenting(writer, reader.getClassName()), 0);
        return writer.toByteArray();
    }

    private static final class Instrumenting extends ClassVisitor {
        private final String className;

        Instrumenting(ClassVisitor next, String className) {
            super(Opcodes.ASM9, next);
            this.className = className;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, name, type, signature, thrown);
            return next == null || name.equals("<clinit>") ? next : new Places(next, className, name);
        }
    }

    private static final class Places extends MethodVisitor {
        private final String where;
        private final boolean shared;
        private int allocations;

        Places(MethodVisitor next, String className, String method) {
            super(Opcodes.ASM9, next);
            where = className.substring("dev/weft/".length()) + "." + method;
            // Before the constructor of the superclass, fields are only set.
            shared = SHARED.contains(className) && !method.equals("<init>");
        }

        private void call(String hook, String place) {
            super.visitLdcInsn(place);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, FAULTS, hook, "(Ljava/lang/String;)V", false);
        }

        private void allocates(String what) {
            call("allocation", where + " #" + ++allocations + " (" + what + ")");
        }

        @Override
        public void visitCode() {
            super.visitCode();
            call("method", where);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.ANEWARRAY) {
                allocates(type);
            }
            super.visitTypeInsn(opcode, type);
            if (opcode == Opcodes.NEW) { // behind it: a stack map may name it as the place of an uninitialised object
                allocates(type);
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY) {
                allocates("array");
            }
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitMultiANewArrayInsn(String type, int dimensions) {
            allocates(type);
            super.visitMultiANewArrayInsn(type, dimensions);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
            allocates(name);
            super.visitInvokeDynamicInsn(name, type, bootstrap, arguments);
        }

        private void access() {
            if (shared) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, FAULTS, "access", "()V", false);
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String type) {
            if (opcode == Opcodes.GETFIELD || opcode == Opcodes.PUTFIELD) {
                access();
            }
            super.visitFieldInsn(opcode, owner, name, type);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean onInterface) {
            if (owner.equals("java/lang/invoke/VarHandle")) {
                access();
            }
            super.visitMethodInsn(opcode, owner, name, type, onInterface);
        }
    }
}
