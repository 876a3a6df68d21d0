package dev.weft.compiler.scan;

import dev.weft.compiler.code.MethodHandles;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The methods of a class that a compiler made from the bodies of lambda expressions.
 *
 * <p>Such a method is an argument of a bootstrap method, and javac makes it synthetic; so a method reference, which names a
 * method that is not, is told from it. Kotlin makes it private and gives it a name of its own, or makes a class for each
 * lambda. Scala puts a method before it that unboxes arguments or boxes the result, where that is needed.
 *
 * @param keys name and descriptor of each, joined
 */
public record LambdaBodies(Set<String> keys) {

    /** If javac removes a lambda expression, as in {@code if (false)}, it keeps the body, and nothing refers to it. */
    private static final String JAVAC_PREFIX = "lambda$";

    /** The body of a lambda within another, or within one that was inlined, has a number for each. */
    private static final Pattern KOTLIN_NAME = Pattern.compile(".*\\$lambda(\\$\\d+)+");

    /** In the names of methods that stand between a lambda of Scala and its body. */
    private static final String SCALA_ADAPTER = "$adapted";

    private static final String KOTLIN_METADATA = "Lkotlin/Metadata;";

    /** The kind that Kotlin gives to the classes of lambdas, in its metadata. */
    private static final Integer SYNTHETIC_CLASS = 3;

    static LambdaBodies of(ClassNode node) {
        var bootstrapped = bootstrapped(node);
        boolean lambdaClass = isKotlinLambda(node);
        return new LambdaBodies(node.methods.stream()
                .filter(method -> is(method, Opcodes.ACC_SYNTHETIC)
                        ? bootstrapped.contains(key(method)) || method.name.startsWith(JAVAC_PREFIX)
                        : isKotlinBody(method, bootstrapped, lambdaClass))
                .map(LambdaBodies::key)
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static Set<String> bootstrapped(ClassNode node) {
        var keys = new HashSet<String>();
        for (var method : node.methods) {
            for (var instruction : method.instructions) {
                if (instruction instanceof InvokeDynamicInsnNode indy) {
                    collect(indy, node.name, keys);
                }
            }
        }
        node.methods.stream()
                .filter(method -> is(method, Opcodes.ACC_SYNTHETIC) && method.name.contains(SCALA_ADAPTER))
                .filter(adapter -> keys.contains(key(adapter)))
                .flatMap(adapter -> calls(adapter, node.name))
                .toList()
                .forEach(keys::add);
        return keys;
    }

    /** The methods of the same class that a method calls. */
    private static Stream<String> calls(MethodNode method, String owner) {
        return Stream.of(method.instructions.toArray())
                .filter(MethodInsnNode.class::isInstance)
                .map(MethodInsnNode.class::cast)
                .filter(call -> call.owner.equals(owner))
                .map(call -> call.name + call.desc);
    }

    private static void collect(InvokeDynamicInsnNode indy, String owner, Set<String> keys) {
        for (var handle : MethodHandles.in(indy)) {
            if (handle.getOwner().equals(owner)) {
                keys.add(handle.getName() + handle.getDesc());
            }
        }
    }

    private static boolean isKotlinBody(MethodNode method, Set<String> bootstrapped, boolean lambdaClass) {
        return lambdaClass
                ? !is(method, Opcodes.ACC_STATIC) && !method.name.equals("<init>")
                : is(method, Opcodes.ACC_PRIVATE)
                        && bootstrapped.contains(key(method))
                        && KOTLIN_NAME.matcher(method.name).matches();
    }

    private static boolean isKotlinLambda(ClassNode node) {
        return Stream.ofNullable(node.visibleAnnotations)
                .flatMap(List::stream)
                .filter(annotation -> annotation.desc.equals(KOTLIN_METADATA))
                .map(annotation -> annotation.values)
                .filter(Objects::nonNull)
                .anyMatch(values -> SYNTHETIC_CLASS.equals(values.get(values.indexOf("k") + 1)));
    }

    private static boolean is(MethodNode method, int flag) {
        return (method.access & flag) != 0;
    }

    private static String key(MethodNode method) {
        return method.name + method.desc;
    }

    public boolean contains(MethodNode method) {
        return keys.contains(key(method));
    }
}
