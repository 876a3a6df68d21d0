package dev.weft.it.harness;

import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.ColdOnly;
import dev.weft.it.Probe;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** One method {@code m(Probe)} with {@code @Case}, found in the classes of one loader. */
public record Target(Method method) {
    /** The targets of a class, sorted by name. */
    static List<Target> of(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(Case.class) && !m.isBridge())
                .map(Target::new)
                .sorted(Comparator.comparing(Target::name))
                .toList();
    }

    String name() {
        return method.getName();
    }

    boolean isColdOnly() {
        return method.isAnnotationPresent(ColdOnly.class)
                || method.getDeclaringClass().isAnnotationPresent(ColdOnly.class);
    }

    boolean isCold() {
        return method.getReturnType() == Coroutine.class;
    }

    boolean isEntry() {
        return method.getReturnType() == void.class;
    }

    /** The same method in the classes of another loader. */
    Target in(ClassLoader loader) {
        try {
            var type = Class.forName(method.getDeclaringClass().getName(), true, loader);
            return new Target(type.getDeclaredMethod(name(), Probe.class));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(this + " is not in " + loader, e);
        }
    }

    /** Calls it, on a new object if it is no static method. */
    Object call(Probe probe) throws Throwable {
        try {
            Object on = null;
            if (!Modifier.isStatic(method.getModifiers())) {
                var constructor = method.getDeclaringClass().getDeclaredConstructor();
                constructor.setAccessible(true);
                on = constructor.newInstance();
            }
            method.setAccessible(true);
            return method.invoke(on, probe);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getName() + "." + name();
    }
}
