package dev.weft.test.internal.junit;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The system property {@code weft.replay}: {@code Class#method:schedule}, or a schedule alone if one method runs. The class
 * may be given without its package.
 */
final class ReplayProperty {
    static final String NAME = "weft.replay";

    private static final Namespace NAMESPACE = Namespace.create(ReplayProperty.class);

    private ReplayProperty() {}

    /** Returns the schedule to run for a method; null if there is none. */
    static @Nullable String of(ExtensionContext context, Method method) {
        Class<?> type = context.getRequiredTestClass();
        String given = System.getProperty(NAME);
        if (given == null || given.isBlank()) {
            return null;
        }
        int hash = given.indexOf('#');
        if (hash < 0) {
            // Of all methods of this run of JUnit, the first one takes a schedule that names no method.
            Object takenBy = context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(NAME, key -> method);
            if (!method.equals(takenBy)) {
                throw new ExtensionConfigurationException(
                        "-D" + NAME + "=" + given + " does not say which method is meant,"
                                + " and several run: write -D" + NAME + "=" + type.getSimpleName() + "#"
                                + method.getName() + ":" + given
                                + ", or run one method only");
            }
            return given;
        }
        int colon = given.indexOf(':', hash);
        if (colon < 0) {
            throw new ExtensionConfigurationException(
                    "-D" + NAME + "=" + given + " lacks the schedule: write Class#method:w1.…");
        }
        String className = given.substring(0, hash);
        boolean meant = (className.equals(type.getName()) || className.equals(type.getSimpleName()))
                && given.substring(hash + 1, colon).equals(method.getName());
        return meant ? given.substring(colon + 1) : null;
    }
}
