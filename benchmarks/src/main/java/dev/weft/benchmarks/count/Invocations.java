package dev.weft.benchmarks.count;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Invokes a benchmark without JMH, which would add what it executes itself. Its parameters have their first values. */
public final class Invocations {
    private final Object workload;
    private final Method method;

    /**
     * Of the benchmark {@code Class.method}.
     *
     * @throws ReflectiveOperationException there is none, or it cannot be called
     */
    public Invocations(ClassLoader loader, String benchmark) throws ReflectiveOperationException {
        int dot = benchmark.lastIndexOf('.');
        var type = loader.loadClass(benchmark.substring(0, dot));
        method = type.getMethod(benchmark.substring(dot + 1));
        workload = type.getConstructor().newInstance();
        for (var field : all(type, Class::getDeclaredFields)) {
            if (field.isAnnotationPresent(Param.class)) {
                setFirst(field);
            }
        }
        for (var setup : all(type, Class::getDeclaredMethods)) {
            if (setup.isAnnotationPresent(Setup.class)) {
                setup.invoke(workload);
            }
        }
    }

    /** How many operations an invocation does. */
    public int operations() {
        var operations = method.getDeclaringClass().getAnnotation(OperationsPerInvocation.class);
        return operations == null ? 1 : operations.value();
    }

    /** Invokes it once; it looks at its result itself. */
    public void invoke() throws ReflectiveOperationException {
        try {
            method.invoke(workload);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private void setFirst(Field field) throws IllegalAccessException {
        var text = field.getAnnotation(Param.class).value()[0];
        if (field.getType() == int.class) {
            field.setInt(workload, Integer.parseInt(text));
        } else if (field.getType() == boolean.class) {
            field.setBoolean(workload, Boolean.parseBoolean(text));
        } else {
            field.set(workload, text);
        }
    }

    private interface Declared<T> {
        T[] of(Class<?> type);
    }

    private static <T> List<T> all(Class<?> type, Declared<T> declared) {
        var all = new ArrayList<T>();
        Stream.<Class<?>>iterate(type, c -> c != null, Class::getSuperclass)
                .forEach(c -> all.addAll(Arrays.asList(declared.of(c))));
        return all;
    }
}
