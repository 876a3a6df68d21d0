package dev.weft.compiler.hierarchy;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Type;

/**
 * What an annotation means: itself, and the annotations on its type, and those on theirs. So do JUnit, Spring and CDI read
 * annotations. A type whose class file cannot be found carries none.
 */
final class MetaAnnotations {

    /** Annotations of the JDK carry only each other. */
    private static final String JDK = "Ljava/";

    private MetaAnnotations() {}

    /**
     * Returns the descriptors of an annotation and of all that it carries, nearest first.
     *
     * @param classFiles finds a class that ASM can read, by internal name
     */
    static Set<String> of(String descriptor, Function<String, Optional<byte[]>> classFiles) {
        var all = new LinkedHashSet<String>(); // annotations may carry one another in a circle
        var next = new ArrayDeque<String>();
        next.add(descriptor);
        while (!next.isEmpty()) {
            var one = next.remove();
            if (all.add(one) && mayCarry(one)) {
                classFiles.apply(Type.getType(one).getInternalName()).ifPresent(bytes -> collect(bytes, next));
            }
        }
        return all;
    }

    private static boolean mayCarry(String descriptor) {
        return !descriptor.startsWith(JDK) && !descriptor.equals(RuntimeAbi.ENTRY_DESCRIPTOR);
    }

    private static void collect(byte[] annotationType, ArrayDeque<String> carried) {
        var visitor = new ClassVisitor(RuntimeAbi.ASM_API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                carried.add(type);
                return null;
            }
        };
        new ClassReader(annotationType).accept(visitor, ClassReader.SKIP_CODE);
    }
}
