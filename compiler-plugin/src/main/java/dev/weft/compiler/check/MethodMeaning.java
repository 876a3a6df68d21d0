package dev.weft.compiler.check;

import dev.weft.compiler.hierarchy.ClassHierarchy;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What the annotations of other libraries make of a method. An annotation also counts if one that it carries does, as
 * {@code @GetMapping} carries {@code @RequestMapping}.
 */
final class MethodMeaning {

    private final ClassHierarchy hierarchy;
    private final Set<String> wanted;

    /** @param wanted the binary names of the annotations that have the meaning */
    MethodMeaning(ClassHierarchy hierarchy, Collection<String> wanted) {
        this.hierarchy = hierarchy;
        this.wanted = Set.copyOf(wanted);
    }

    /** Returns the annotation, for people, that gives a method the meaning. Methods that no user wrote have none. */
    Optional<String> of(MethodNode method) {
        return isWritten(method) ? first(method.visibleAnnotations, method.invisibleAnnotations) : Optional.empty();
    }

    /** Returns the annotation of the class that gives all its methods the meaning which others may call. */
    Optional<String> of(ClassNode owner, MethodNode method) {
        return isWritten(method) && (method.access & Opcodes.ACC_PRIVATE) == 0
                ? first(owner.visibleAnnotations, owner.invisibleAnnotations)
                : Optional.empty();
    }

    private static boolean isWritten(MethodNode method) {
        return (method.access & Opcodes.ACC_SYNTHETIC) == 0; // a bridge has the annotations of its method
    }

    private Optional<String> first(@Nullable List<AnnotationNode> visible, @Nullable List<AnnotationNode> invisible) {
        return Stream.of(visible, invisible)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(annotation -> annotation.desc)
                .filter(descriptor -> hierarchy.metaAnnotations(descriptor).stream()
                        .map(one -> Type.getType(one).getClassName())
                        .anyMatch(wanted::contains))
                .map(MethodMeaning::forPeople)
                .findFirst();
    }

    private static String forPeople(String descriptor) {
        var name = Type.getType(descriptor).getInternalName();
        return "@" + name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('$')) + 1);
    }
}
