package dev.weft.compiler.verify;

import dev.weft.compiler.hierarchy.ClassHierarchy;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/** Tells whether the JVM would reject a class as its compiler has written it. To be asked when weaving it has failed. */
public final class CompiledCode {

    /** What {@code LambdaMetafactory} gets of every lambda expression: its type, its body, the type once more. */
    private static final int LAMBDA_ARGUMENTS = 3;

    private CompiledCode() {}

    /** Returns what is wrong with the class; null if nothing is found. */
    public static @Nullable String problemIn(ClassNode node, ClassHierarchy hierarchy) {
        for (var method : node.methods) {
            boolean hasCode = (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
            var problem = hasCode ? problemIn(node.name, method, hierarchy) : null;
            if (problem != null) {
                return problem;
            }
        }
        return isWhole(node) ? null : "a name or an argument of a lambda expression is missing";
    }

    private static @Nullable String problemIn(String owner, MethodNode method, ClassHierarchy hierarchy) {
        try {
            StackMapVerifier.verify(owner, method, hierarchy);
            new Analyzer<>(new BasicVerifier()).analyze(owner, method); // also looks at operands
            return null;
        } catch (VerificationFailure e) {
            return e.getMessage();
        } catch (UncheckedIOException e) {
            throw e; // of another file, and its message says which
        } catch (AnalyzerException | RuntimeException e) { // ASM says it in many ways
            return "in " + method.name + method.desc + ": "
                    + Objects.requireNonNullElse(e.getCause(), e).getMessage();
        }
    }

    /** ASM reads names that are not there as null, and cannot write them. */
    private static boolean isWhole(ClassNode node) {
        try {
            var writer = new ClassWriter(0);
            node.accept(writer);
            writer.toByteArray();
        } catch (RuntimeException e) { // ASM says it in many ways
            return false;
        }
        return node.methods.stream()
                .flatMap(method -> Stream.of(method.instructions.toArray()))
                .noneMatch(CompiledCode::isLambdaWithoutBody);
    }

    private static boolean isLambdaWithoutBody(AbstractInsnNode instruction) {
        return instruction instanceof InvokeDynamicInsnNode indy
                && indy.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                && indy.bsmArgs.length < LAMBDA_ARGUMENTS;
    }
}
