package dev.weft.test.internal.junit;

import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The system property {@code weft.replay}: {@code Class#method:schedule}, or a schedule alone if one method runs. The class
 * may be given without its package.
 */
final class ReplayProperty {
    static final String NAME = "weft.replay";

    /** The method that has taken a schedule that names no method. */
    private static final AtomicReference<@Nullable Method> TAKEN_BY = new AtomicReference<>();

    private ReplayProperty() {}

    /** Returns the schedule to run for a method; null if there is none. */
    static @Nullable String of(Class<?> type, Method method) {
        String given = System.getProperty(NAME);
        if (given == null || given.isBlank()) {
            return null;
        }
        int hash = given.indexOf('#');
        if (hash < 0) {
            Method before = TAKEN_BY.compareAndExchange(null, method);
            if (before != null && !before.equals(method)) {
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
