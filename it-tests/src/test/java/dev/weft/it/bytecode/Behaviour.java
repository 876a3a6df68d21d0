package dev.weft.it.bytecode;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What a static method does with random arguments, as text: its result or its exception, and the arguments afterwards. */
final class Behaviour {
    private Behaviour() {}

    /** The public static methods for whose parameters there are arguments, in the same order in each loader. */
    static List<Method> methodsOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()))
                .filter(method -> !method.isSynthetic())
                .filter(method -> Arrays.stream(method.getParameterTypes()).allMatch(Arguments::canMake))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    /** Without the identity hash codes of objects that have no text of their own. */
    static String of(Method method, long seed) {
        var arguments = new Arguments(new Random(seed)).of(method.getParameterTypes());
        String given = Arrays.deepToString(arguments);
        String text = given + " -> " + ending(method, arguments) + ", left " + Arrays.deepToString(arguments);
        return text.replaceAll("@[0-9a-f]+", "@?");
    }

    private static String ending(Method method, Object[] arguments) {
        try {
            method.setAccessible(true);
            return Arrays.deepToString(new Object[] {method.invoke(null, arguments)});
        } catch (InvocationTargetException e) {
            var thrown = e.getCause();
            // messages of the JVM's own exceptions name locals, which the woven code keeps elsewhere
            return thrown instanceof NullPointerException ? thrown.getClass().getName() : thrown.toString();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
