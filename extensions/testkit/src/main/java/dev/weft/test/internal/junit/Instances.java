package dev.weft.test.internal.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The instances of a test class, one for each run. The first run has the instance that JUnit made; the others have new ones,
 * made as JUnit does, together with the instances that they are nested in. Fields that other extensions have set
 * ({@code @TempDir}, mocks) are copied: those that are not null or zero in JUnit's instance, and are in a new one.
 */
final class Instances {
    private final ExtensionContext context;

    /** JUnit's instances, the outermost first. */
    private final List<Object> first;

    private final List<Constructor<?>> constructors = new ArrayList<>();
    private final List<List<Field>> fields = new ArrayList<>();

    /** What JUnit's instances held before the first run; by class, in the order of {@link #fields}. */
    private final List<List<@Nullable Object>> values = new ArrayList<>();

    private boolean firstIsUsed;

    Instances(ExtensionContext context) throws IllegalAccessException {
        this.context = context;
        this.first = context.getRequiredTestInstances().getAllInstances();
        for (Object instance : first) {
            Constructor<?> constructor = constructor(instance.getClass());
            constructor.setAccessible(true);
            constructors.add(constructor);
            List<Field> own = instanceFields(instance.getClass());
            fields.add(own);
            List<@Nullable Object> held = new ArrayList<>();
            for (Field field : own) {
                held.add(field.get(instance));
            }
            values.add(held);
        }
    }

    /** JUnit demands that there is one; compilers may add others. */
    private static Constructor<?> constructor(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> !constructor.isSynthetic())
                .findFirst()
                .orElseThrow();
    }

    private static List<Field> instanceFields(Class<?> type) {
        List<Field> found = new ArrayList<>();
        for (Class<?> now = type; now != null && now != Object.class; now = now.getSuperclass()) {
            for (Field field : now.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !Modifier.isFinal(field.getModifiers())
                        && !field.isSynthetic()
                        && field.trySetAccessible()) {
                    found.add(field);
                }
            }
        }
        return found;
    }

    /** Returns the instances for the next run, the outermost first. */
    List<Object> next() throws Throwable {
        if (!firstIsUsed) {
            firstIsUsed = true;
            return first;
        }
        List<Object> made = new ArrayList<>(first.size());
        Object outer = null;
        for (int i = 0; i < constructors.size(); i++) {
            Object instance = make(constructors.get(i), outer);
            copyFields(i, instance);
            made.add(instance);
            outer = instance;
        }
        return made;
    }

    private Object make(Constructor<?> constructor, @Nullable Object outer) throws Throwable {
        int own = constructor.getParameterCount() - (outer == null ? 0 : 1);
        if (own > 0) {
            return outer == null
                    ? context.getExecutableInvoker().invoke(constructor)
                    : Objects.requireNonNull(context.getExecutableInvoker().invoke(constructor, outer));
        }
        try {
            return outer == null ? constructor.newInstance() : constructor.newInstance(outer);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private void copyFields(int i, Object instance) throws IllegalAccessException {
        List<Field> own = fields.get(i);
        for (int f = 0; f < own.size(); f++) {
            Object given = values.get(i).get(f);
            if (given != null && isUnset(own.get(f).get(instance))) {
                own.get(f).set(instance, given);
            }
        }
    }

    private static boolean isUnset(@Nullable Object value) {
        return value == null
                || value.equals(false)
                || (value instanceof Number number && number.doubleValue() == 0)
                || value.equals('\0');
    }
}
