package dev.weft.compiler.scan;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A class that mentions Weft, and what it has to do with weaving.
 *
 * @param node the class, stack maps expanded
 * @param asyncMethods the methods to weave, in the order of the class file; may be empty
 * @param lambdaBodies name and descriptor of each method that is the body of a lambda expression
 * @param wovenBy the ABI version that the class was woven for; 0 if it is not woven
 */
public record ScannedClass(ClassNode node, List<AsyncMethod> asyncMethods, LambdaBodies lambdaBodies, int wovenBy) {

    public boolean isWoven() {
        return wovenBy != 0;
    }

    /** Returns the class that a generated frame class serves; empty for all other classes. */
    public Optional<String> frameOwner() {
        boolean ofStream = RuntimeAbi.STREAM_FRAME.equals(node.superName);
        if (!isWoven() || !(ofStream || RuntimeAbi.FRAME.equals(node.superName))) {
            return Optional.empty();
        }
        return node.methods.stream()
                .filter(method -> method.name.equals(ofStream ? RuntimeAbi.ADVANCE : RuntimeAbi.RESUME))
                .flatMap(method -> Arrays.stream(method.instructions.toArray()))
                .filter(instruction -> instruction.getOpcode() == Opcodes.INVOKESTATIC)
                .map(call -> ((MethodInsnNode) call).owner)
                .findFirst();
    }
}
