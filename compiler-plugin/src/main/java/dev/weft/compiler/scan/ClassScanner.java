package dev.weft.compiler.scan;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The first stage: which methods of a class are async? A class that mentions nothing of Weft is not even parsed. */
public final class ClassScanner {

    private ClassScanner() {}

    /** Whether the bytes are a class file that may need weaving, or was woven; all others pass untouched. */
    public static boolean concerns(byte[] bytes) {
        return mention(bytes) == WeftUsage.WEFT;
    }

    /** What the bytes have to do with Weft; what is no class file has nothing. */
    public static WeftUsage mention(byte[] bytes) {
        return ConstantPool.isClassFile(bytes) ? ConstantPool.mention(bytes) : WeftUsage.NONE;
    }

    /** The version of the class file, if the weaver cannot work on it. */
    public static Optional<Integer> unsupportedVersion(byte[] bytes) {
        int version = ConstantPool.majorVersion(bytes);
        return version < RuntimeAbi.OLDEST_CLASS_FILE || version > RuntimeAbi.NEWEST_CLASS_FILE
                ? Optional.of(version)
                : Optional.empty();
    }

    public static ScannedClass scan(byte[] bytes) {
        var node = new ClassNode(RuntimeAbi.ASM_API);
        new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES);
        var lambdas = LambdaBodies.of(node);
        var async = new ArrayList<AsyncMethod>();
        for (var method : node.methods) {
            if (isAnnotated(method) || (lambdas.contains(method) && isAsyncLambda(method))) {
                async.add(new AsyncMethod(node, method));
            }
        }
        return new ScannedClass(node, List.copyOf(async), lambdas, wovenBy(node));
    }

    /** Annotated by its author; javac copies annotations to the bridges it makes, which only call the real method. */
    private static boolean isAnnotated(MethodNode method) {
        return (method.access & Opcodes.ACC_BRIDGE) == 0
                && find(method.visibleAnnotations, RuntimeAbi.ASYNC_DESCRIPTOR) != null;
    }

    private static boolean isAsyncLambda(MethodNode method) {
        var returned = Type.getReturnType(method.desc);
        return returned.getSort() == Type.OBJECT
                && RuntimeAbi.isSupportedReturnType(returned.getInternalName())
                && !AwaitCalls.in(method).isEmpty();
    }

    private static int wovenBy(ClassNode node) {
        var woven = find(node.invisibleAnnotations, RuntimeAbi.WOVEN_DESCRIPTOR);
        if (woven == null) {
            return 0;
        }
        int index = woven.values == null ? -1 : woven.values.indexOf("abi");
        return index < 0 ? -1 : (Integer) woven.values.get(index + 1);
    }

    private static @Nullable AnnotationNode find(@Nullable List<AnnotationNode> annotations, String descriptor) {
        if (annotations != null) {
            for (var annotation : annotations) {
                if (annotation.desc.equals(descriptor)) {
                    return annotation;
                }
            }
        }
        return null;
    }
}
