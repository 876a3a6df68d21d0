package dev.weft.net.internal.signal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Calls {@code sun.misc.Signal} by reflection: javac warns of each mention, and the module {@code jdk.unsupported} may be missing.
 */
final class SunSignals {
    private final Class<?> handlerType;
    private final Class<?> signalType;
    private final Method handle;

    private SunSignals() throws ReflectiveOperationException {
        signalType = Class.forName("sun.misc.Signal");
        handlerType = Class.forName("sun.misc.SignalHandler");
        handle = signalType.getMethod("handle", signalType, handlerType);
    }

    /**
     * Finds the classes.
     *
     * @throws IllegalStateException if they are missing; the message says how to get them
     */
    static SunSignals find() {
        try {
            return new SunSignals();
        } catch (ReflectiveOperationException | LinkageError missing) {
            throw new IllegalStateException(
                    "signals need the module jdk.unsupported, which is not there: run with --add-modules jdk.unsupported",
                    missing);
        }
    }

    /**
     * Sets a handler that receives the name of the signal, on a thread of the JDK.
     *
     * @return the old handler, for {@link #restore}
     * @throws IllegalArgumentException if there is no such signal, or the JVM keeps it to itself
     */
    Object set(String name, Consumer<String> receiver) {
        Object handler = Proxy.newProxyInstance(
                SunSignals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "handle" -> {
                            receiver.accept(name);
                            yield null;
                        }
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "the handler of Weft for " + name;
                    };
                });
        return call(name, handler);
    }

    /** Sets an old handler again. */
    void restore(String name, Object old) {
        var unused = call(name, old);
    }

    private Object call(String name, Object handler) {
        try {
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            return handle.invoke(null, signal, handler);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof IllegalArgumentException refused) {
                throw new IllegalArgumentException(
                        "signal " + name + " cannot be received: " + refused.getMessage() + hint(name), refused);
            }
            throw new IllegalStateException("signal " + name + " cannot be received", thrown.getCause());
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("signal " + name + " cannot be received", changed);
        }
    }

    private static String hint(String name) {
        return name.startsWith("SIG") ? " (names are without SIG)" : "";
    }
}
