package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Marks a method that no source has for tools that honour annotations with "Generated" in their name: to JaCoCo, a synthetic
 * method that is called as the body of a lambda is one.
 */
final class GeneratedMark {

    private GeneratedMark() {}

    static void put(MethodNode method) {
        method.invisibleAnnotations = new ArrayList<>(List.of(new AnnotationNode(RuntimeAbi.GENERATED_DESCRIPTOR)));
    }
}
