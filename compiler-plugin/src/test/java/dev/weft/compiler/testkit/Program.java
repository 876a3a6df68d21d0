package dev.weft.compiler.testkit;

import dev.weft.Coroutine;
import dev.weft.Weft;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;

/** Classes, loaded, linked and verified by the JVM. */
public final class Program {

    private final Loader loader;

    private Program(Loader loader) {
        this.loader = loader;
    }

    /** Loads and initialises all classes, so that the JVM's verifier sees every method. */
    public static Program load(Classes classes) {
        var program = new Program(new Loader(classes));
        for (var name : classes.names()) {
            try {
                Class.forName(name.replace('/', '.'), true, program.loader);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return program;
    }

    /** Compiles, weaves, loads. */
    public static Program of(String source, String... options) {
        return load(Weaving.weave(source, options));
    }

    public Class<?> type(String name) {
        return loader.type(name);
    }

    /** Calls a static method, and gives the result of the coroutine or stage that it returns. */
    public Object run(String typeName, String methodName, Object... arguments) throws Throwable {
        var returned = call(typeName, methodName, arguments);
        if (returned instanceof Coroutine<?> coroutine) {
            return Weft.run(coroutine);
        }
        return returned instanceof CompletionStage<?> stage
                ? stage.toCompletableFuture().join()
                : returned;
    }

    /** Calls a static method. */
    public Object call(String typeName, String methodName, Object... arguments) throws Throwable {
        var method = Arrays.stream(type(typeName).getDeclaredMethods())
                .filter(one -> one.getName().equals(methodName) && !one.isSynthetic())
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(methodName));
        method.setAccessible(true);
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static final class Loader extends ClassLoader {

        private final Classes classes;

        Loader(Classes classes) {
            super(Program.class.getClassLoader());
            this.classes = classes;
        }

        Class<?> type(String name) {
            try {
                return loadClass(name);
            } catch (ClassNotFoundException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var bytes = classes.files().get(name.replace('.', '/'));
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
