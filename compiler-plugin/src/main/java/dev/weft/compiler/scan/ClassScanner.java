package dev.weft.compiler.scan;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.CheckClassAdapter;

/** The first stage: finds the async methods of a class. A class without a name of Weft is not parsed, or only for the annotations of its methods. */
public final class ClassScanner {

    private ClassScanner() {}

    /** What a class file is to the weaver. */
    public sealed interface Result {}

    /** It has nothing to do with Weft, or is not a class file: it passes untouched. */
    public record Foreign() implements Result {}

    /** It declares or calls methods that return coroutines: rules apply to it, and there is nothing to weave. */
    public record MakesCoroutines(ScannedClass scanned) implements Result {}

    /** It may need weaving, and the weaver cannot work on class files of its version. */
    public record Unsupported(int version) implements Result {}

    /** It may need weaving, or was woven. */
    public record Scanned(ScannedClass scanned) implements Result {}

    /**
     * Reads a class file, as far as it has to do with Weft.
     *
     * @param entries the annotations that mark entry methods
     * @throws IllegalArgumentException if it is not valid
     * @throws IndexOutOfBoundsException if it is cut off
     */
    public static Result read(byte[] bytes, EntryAnnotations entries) {
        return switch (usage(bytes)) {
            case NONE -> new Foreign();
            case ANNOTATED -> hasEntry(bytes, entries) ? new Scanned(scan(bytes, entries)) : new Foreign();
            case COROUTINE -> isSupported(bytes) ? makesCoroutines(scan(bytes, entries)) : new Foreign();
            case WEFT ->
                isSupported(bytes)
                        ? new Scanned(scan(bytes, entries))
                        : new Unsupported(ConstantPool.majorVersion(bytes));
        };
    }

    private static Result makesCoroutines(ScannedClass scanned) {
        return scanned.asyncMethods().isEmpty() ? new MakesCoroutines(scanned) : new Scanned(scanned);
    }

    /** Whether a method has one of the annotations. Reads no code; a class file of an unsupported version has none. */
    public static boolean hasEntry(byte[] bytes, EntryAnnotations entries) {
        return isSupported(bytes) && MethodAnnotations.anyIn(bytes, entries);
    }

    /** The quick look that {@link #read} begins with: nothing is parsed but the constant pool. */
    public static WeftUsage usage(byte[] bytes) {
        return ConstantPool.isClassFile(bytes) ? ConstantPool.usage(bytes) : WeftUsage.NONE;
    }

    /** Whether it is a frame class that a weaver has generated. */
    public static boolean isFrameClass(byte[] bytes) {
        return read(bytes, EntryAnnotations.ITSELF) instanceof Scanned one
                && one.scanned().frameOwner().isPresent();
    }

    /** Whether it begins as class files do. */
    public static boolean isClassFile(byte[] bytes) {
        return ConstantPool.isClassFile(bytes);
    }

    /** Whether no JVM would read it: it is no class file, or is cut off. Of versions that are not known only the beginning is looked at. */
    public static boolean isDamaged(byte[] bytes) {
        try {
            if (!ConstantPool.isClassFile(bytes)) {
                return true;
            }
            ConstantPool.usage(bytes);
            if (ConstantPool.isKnownVersion(bytes)) {
                new ClassReader(bytes).accept(new ClassNode(RuntimeAbi.ASM_API), ClassReader.EXPAND_FRAMES);
            }
            return false;
        } catch (RuntimeException e) { // ASM says it in many ways
            return true;
        }
    }

    /** Whether it is damaged, or has names or descriptors that no class may have. To be asked when something has failed. */
    public static boolean isInvalid(byte[] bytes) {
        return isDamaged(bytes)
                || problemIn(checker -> new ClassReader(bytes).accept(checker, ClassReader.EXPAND_FRAMES)) != null;
    }

    /**
     * Returns what is wrong with a class file that can be parsed: a name or a descriptor that no class may have; null for
     * nothing.
     */
    public static @Nullable String problemOf(ScannedClass scanned) {
        return problemIn(scanned.node()::accept);
    }

    private static @Nullable String problemIn(Consumer<ClassVisitor> classFile) {
        try {
            classFile.accept(new CheckClassAdapter(new ClassNode(RuntimeAbi.ASM_API), false));
            return null;
        } catch (RuntimeException e) { // ASM says it in many ways
            return String.valueOf(e.getMessage());
        } catch (StackOverflowError e) {
            return "it holds things inside one another that are too deep to be read";
        }
    }

    private static boolean isSupported(byte[] bytes) {
        return ConstantPool.majorVersion(bytes) >= RuntimeAbi.OLDEST_CLASS_FILE && ConstantPool.isKnownVersion(bytes);
    }

    /**
     * Parses a class file, whatever it has to do with Weft.
     *
     * @param entries the annotations that mark entry methods
     */
    public static ScannedClass scan(byte[] bytes, EntryAnnotations entries) {
        var node = new ClassNode(RuntimeAbi.ASM_API);
        new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES);
        if (node.name == null) {
            throw new IllegalArgumentException("the class has no name");
        }
        var lambdas = LambdaBodies.of(node);
        var async = new ArrayList<AsyncMethod>();
        for (var method : node.methods) {
            if (StaticForwarders.contains(node, method)) {
                continue;
            }
            var annotations = MethodAnnotations.of(method);
            var entry = annotations.stream().filter(entries::contains).findFirst();
            if (entry.isPresent()
                    || annotations.contains(RuntimeAbi.ASYNC_DESCRIPTOR)
                    || ((lambdas.contains(method) || AdvisedBodies.contains(method)) && isAsyncBody(method))) {
                async.add(new AsyncMethod(node, method, entry.orElse(null)));
            }
        }
        return new ScannedClass(node, List.copyOf(async), lambdas, wovenBy(node));
    }

    private static boolean isAsyncBody(MethodNode method) {
        return RuntimeAbi.returnsSupportedType(method.desc)
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
