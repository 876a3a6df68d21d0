package dev.weft.it.harness;

import dev.weft.it.Probe;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Turns an unwoven class with cold methods into one with hot methods: every {@code Coroutine} becomes a
 * {@code CompletableFuture}, {@code result(x)} becomes {@code completedFuture(x)}, and a step a future.
 */
final class HotForm extends ClassVisitor {
    private static final String WEFT = "dev/weft/Weft";
    private static final String PROBE = Type.getInternalName(Probe.class);
    private static final String COROUTINE = "dev/weft/Coroutine";
    private static final String FUTURE = "java/util/concurrent/CompletableFuture";

    private HotForm(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    static byte[] of(byte[] unwoven) {
        var writer = new ClassWriter(0);
        var types = new ClassRemapper(new HotForm(writer), new Remapper() {
            @Override
            public String map(String name) {
                return name.equals(COROUTINE) ? FUTURE : name;
            }
        });
        new ClassReader(unwoven).accept(types, 0);
        return writer.toByteArray();
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return new Calls(super.visitMethod(access, name, descriptor, signature, exceptions));
    }

    private static final class Calls extends MethodVisitor {
        Calls(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.equals(WEFT)) {
                visitWeft(opcode, name, descriptor);
            } else if (owner.equals(PROBE) && name.equals("step")) {
                super.visitMethodInsn(opcode, owner, "future", descriptor, isInterface);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }

        private void visitWeft(int opcode, String name, String descriptor) {
            switch (name) {
                case "await" -> super.visitMethodInsn(opcode, WEFT, name, stage(descriptor), false);
                case "result" -> super.visitMethodInsn(opcode, FUTURE, "completedFuture", descriptor, false);
                case "failed" -> super.visitMethodInsn(opcode, FUTURE, "failedFuture", descriptor, false);
                case "done" -> {
                    super.visitInsn(Opcodes.ACONST_NULL);
                    super.visitMethodInsn(
                            opcode, FUTURE, "completedFuture", "(Ljava/lang/Object;)L" + FUTURE + ";", false);
                }
                default -> super.visitMethodInsn(opcode, WEFT, name, descriptor, false); // of a @ColdOnly target
            }
        }

        private static String stage(String awaitDescriptor) {
            String stage = "java/util/concurrent/CompletionStage";
            return awaitDescriptor
                    .replace("L" + FUTURE + ";", "L" + stage + ";")
                    .replace("(Ldev/weft/Awaitable;L", "(L" + stage + ";L");
        }
    }

    /**
     * The methods of a class whose cancellation is seen in the same order as a blocking run sees it. A hot method that awaits
     * another one is told first, not last: both are activities of their own. So only methods that await nothing but steps count.
     */
    static Set<String> flatMethods(byte[] unwoven) {
        var flat = new HashSet<String>();
        new ClassReader(unwoven)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                flat.add(name);
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitMethodInsn(
                                            int opcode, String owner, String called, String type, boolean itf) {
                                        boolean makesOne = type.endsWith(")L" + COROUTINE + ";")
                                                || type.endsWith(")L" + FUTURE + ";");
                                        if (makesOne
                                                && !owner.equals(WEFT)
                                                && !owner.equals(PROBE)
                                                && !owner.equals(FUTURE)) {
                                            flat.remove(name);
                                        }
                                    }

                                    @Override
                                    public void visitInvokeDynamicInsn(
                                            String called, String type, Handle bootstrap, Object... arguments) {
                                        if (bootstrap.getOwner().endsWith("LambdaMetafactory")) {
                                            flat.remove(name);
                                        }
                                    }
                                };
                            }
                        },
                        0);
        return flat;
    }
}
