package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Marks a method that is not in any source, for tools that honour annotations with "Generated" in their name. Without
 * the mark JaCoCo would count a synthetic method that is named like the body of a lambda.
 */
final class GeneratedMark {

    private GeneratedMark() {}

    static void put(MethodNode method) {
        method.invisibleAnnotations = new ArrayList<>(List.of(new AnnotationNode(RuntimeAbi.GENERATED_DESCRIPTOR)));
    }
}
