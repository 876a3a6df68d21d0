package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.MethodHandles;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The findings that {@code @Allow} switches off in a class: on the method, on the class, and on everything around it in
 * the source. Around the body of a lambda stands its method; around a nested class stand its outer classes.
 */
final class AllowAnnotations {

    private final ClassNode node;
    private final ClassHierarchy hierarchy;

    AllowAnnotations(ClassNode node, ClassHierarchy hierarchy) {
        this.node = node;
        this.hierarchy = hierarchy;
    }

    /** Whether findings of that code are allowed at a method, or at the class itself; of the errors only WEFT017 may be. */
    boolean cover(FindingCode code, @Nullable MethodNode method) {
        return code.mayBeAllowed()
                && ((method != null && coverMethod(code, method))
                        || names(node.invisibleAnnotations, code)
                        || outside(code));
    }

    private boolean coverMethod(FindingCode code, MethodNode method) {
        Map<String, MethodNode> makers = new HashMap<>();
        for (var maker : node.methods) {
            for (var instruction : maker.instructions) {
                if (instruction instanceof InvokeDynamicInsnNode indy) {
                    bodiesIn(indy).forEach(body -> makers.putIfAbsent(body, maker));
                }
            }
        }
        Optional<MethodNode> at = Optional.of(method);
        while (at.isPresent()) {
            if (names(at.get().invisibleAnnotations, code)) {
                return true;
            }
            at = Optional.ofNullable(
                    makers.remove(at.get().name + at.get().desc)); // removed: a lambda does not stand in itself
        }
        return false;
    }

    private List<String> bodiesIn(InvokeDynamicInsnNode indy) {
        return MethodHandles.in(indy).stream()
                .filter(handle -> handle.getOwner().equals(node.name))
                .map(handle -> handle.getName() + handle.getDesc())
                .toList();
    }

    private boolean outside(FindingCode code) {
        var outer = outerClass();
        if (outer.isEmpty()) {
            return false;
        }
        var around = new AllowAnnotations(outer.get(), hierarchy);
        var method = node.outerMethod == null
                ? null
                : outer.get().methods.stream()
                        .filter(one -> one.name.equals(node.outerMethod) && one.desc.equals(node.outerMethodDesc))
                        .findFirst()
                        .orElse(null);
        return around.cover(code, method);
    }

    /**
     * JVMS 4.7.6 and 4.7.7: a member names its class among the inner classes, a local class by its enclosing method.
     */
    private Optional<ClassNode> outerClass() {
        var name = node.outerClass != null
                ? Optional.of(node.outerClass)
                : node.innerClasses.stream()
                        .filter(inner -> inner.name.equals(node.name) && inner.outerName != null)
                        .map(inner -> inner.outerName)
                        .findFirst();
        return name.filter(outer -> !outer.equals(node.name))
                .flatMap(hierarchy::classFile)
                .map(bytes -> {
                    var outer = new ClassNode(RuntimeAbi.ASM_API);
                    new ClassReader(bytes).accept(outer, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
                    return outer;
                });
    }

    private static boolean names(@Nullable List<AnnotationNode> annotations, FindingCode code) {
        return annotations != null
                && annotations.stream()
                        .filter(annotation -> annotation.desc.equals(RuntimeAbi.ALLOW_DESCRIPTOR))
                        .anyMatch(annotation -> annotation.values != null
                                && annotation.values.stream()
                                        .anyMatch(value ->
                                                value instanceof List<?> codes && codes.contains(code.name())));
    }
}
