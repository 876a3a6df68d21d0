package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Finds the calls that run an entry method. The called method is looked up as the JVM does (JVMS 5.4.3.3): in the class
 * that the call names, in its superclasses, in their interfaces. Only a method without a result can be one. The header
 * of each class is read once, and no code.
 */
final class EntryCalls {

    private static final String VOID = ")V";

    /** The JDK and the runtime have no entry methods. */
    private static final Set<String> WITHOUT = Set.of("java/", "javax/", "jdk/", RuntimeAbi.PACKAGE_PREFIX);

    /**
     * @param entries name and descriptor of each method that is an entry
     * @param others those of the other methods without a result
     */
    private record Methods(Set<String> entries, Set<String> others, List<String> supertypes) {}

    private static final Methods NONE = new Methods(Set.of(), Set.of(), List.of());

    private final ClassHierarchy hierarchy;
    private final Map<String, Methods> known = new HashMap<>();

    EntryCalls(ClassHierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    boolean isOne(MethodInsnNode call) {
        return call.desc.endsWith(VOID)
                && !call.owner.startsWith("[")
                && isEntry(call.owner, call.name + call.desc).orElse(false);
    }

    /** Returns empty if neither the class nor a supertype of it declares the method. */
    private Optional<Boolean> isEntry(String owner, String method) {
        var methods = known.get(owner);
        if (methods == null) {
            methods = read(owner);
            known.put(owner, methods);
        }
        if (methods.entries().contains(method)) {
            return Optional.of(true);
        } else if (methods.others().contains(method)) {
            return Optional.of(false);
        }
        for (var supertype : methods.supertypes()) {
            var found = isEntry(supertype, method);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Methods read(String owner) {
        return WITHOUT.stream().anyMatch(owner::startsWith)
                ? NONE
                : hierarchy.readable(owner).map(this::read).orElse(NONE);
    }

    private Methods read(byte[] classFile) {
        var reader = new ClassReader(classFile);
        var collector = new Collector();
        reader.accept(collector, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        var supertypes = new ArrayList<String>();
        Optional.ofNullable(reader.getSuperName()).ifPresent(supertypes::add);
        supertypes.addAll(List.of(reader.getInterfaces()));
        return new Methods(collector.entries, collector.others, supertypes);
    }

    private final class Collector extends ClassVisitor {

        private final Set<String> entries = new HashSet<>();
        private final Set<String> others = new HashSet<>();

        Collector() {
            super(RuntimeAbi.ASM_API);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (!descriptor.endsWith(VOID)) {
                return null;
            }
            others.add(name + descriptor);
            return new MethodVisitor(RuntimeAbi.ASM_API) {
                @Override
                public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                    if (hierarchy.entryAnnotations().contains(type)) {
                        entries.add(name + descriptor);
                    }
                    return null;
                }
            };
        }
    }
}
