package dev.weft.compiler.scan;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The annotations of methods. Those of bridge methods do not count: javac copies them from the real method, which a
 * bridge only calls.
 */
final class MethodAnnotations {

    private MethodAnnotations() {}

    /** Returns the descriptors of a method's annotations. */
    static List<String> of(MethodNode method) {
        if (isBridge(method.access) || (method.visibleAnnotations == null && method.invisibleAnnotations == null)) {
            return List.of();
        }
        return Stream.concat(stream(method.visibleAnnotations), stream(method.invisibleAnnotations))
                .map(annotation -> annotation.desc)
                .toList();
    }

    private static Stream<AnnotationNode> stream(@Nullable List<AnnotationNode> annotations) {
        return annotations == null ? Stream.empty() : annotations.stream();
    }

    /** Whether any method of a class has such an annotation. Reads no code. */
    static boolean anyIn(byte[] classFile, EntryAnnotations wanted) {
        var descriptors = new ArrayList<String>();
        new ClassReader(classFile)
                .accept(
                        new Collector(descriptors),
                        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return descriptors.stream().distinct().anyMatch(wanted::contains);
    }

    private static boolean isBridge(int access) {
        return (access & Opcodes.ACC_BRIDGE) != 0;
    }

    private static final class Collector extends ClassVisitor {

        private final MethodVisitor ofMethod;

        Collector(List<String> descriptors) {
            super(RuntimeAbi.ASM_API);
            ofMethod = new MethodVisitor(RuntimeAbi.ASM_API) {
                @Override
                public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                    descriptors.add(descriptor);
                    return null;
                }
            };
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return isBridge(access) ? null : ofMethod;
        }
    }
}
