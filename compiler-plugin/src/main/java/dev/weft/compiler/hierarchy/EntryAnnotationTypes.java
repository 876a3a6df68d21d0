package dev.weft.compiler.hierarchy;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Type;

/**
 * The annotation types that mark entry methods: {@code @Entry}, and those that carry it, directly or on an annotation of
 * theirs. A type whose class file cannot be found is none of them. Each is looked up once.
 */
public final class EntryAnnotationTypes {

    /** Annotations of the JDK, which know nothing of Weft. */
    private static final String JDK = "Ljava/";

    private final Function<String, Optional<byte[]>> classFiles;
    private final Map<String, Boolean> known;

    /**
     * @param classFiles finds a class that ASM can read, by internal name
     * @param known the answers so far, by descriptor; if several threads ask, a concurrent map
     */
    public EntryAnnotationTypes(Function<String, Optional<byte[]>> classFiles, Map<String, Boolean> known) {
        this.classFiles = classFiles;
        this.known = known;
    }

    /** Whether methods with that annotation are entry methods. */
    public boolean contains(String descriptor) {
        if (descriptor.equals(RuntimeAbi.ENTRY_DESCRIPTOR)) {
            return true;
        } else if (descriptor.startsWith(JDK)) {
            return false;
        }
        var answer = known.get(descriptor);
        if (answer == null) {
            answer = leadsToEntry(descriptor, new HashSet<>());
            known.put(descriptor, answer);
        }
        return answer;
    }

    /** @param seen the types on the way: annotations may carry one another in a circle */
    private boolean leadsToEntry(String descriptor, Set<String> seen) {
        if (descriptor.equals(RuntimeAbi.ENTRY_DESCRIPTOR)) {
            return true;
        }
        return !descriptor.startsWith(JDK)
                && seen.add(descriptor)
                && carriedBy(descriptor).stream().anyMatch(carried -> leadsToEntry(carried, seen));
    }

    private List<String> carriedBy(String descriptor) {
        var carried = new ArrayList<String>();
        var visitor = new ClassVisitor(RuntimeAbi.ASM_API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                carried.add(type);
                return null;
            }
        };
        classFiles
                .apply(Type.getType(descriptor).getInternalName())
                .ifPresent(bytes -> new ClassReader(bytes).accept(visitor, ClassReader.SKIP_CODE));
        return carried;
    }
}
