package dev.weft.benchmarks.count;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Loads the classes of Weft and of the benchmarks a second time, so that they count what they execute. */
final class CountingLoader extends ClassLoader {
    private static final String COUNTED = "dev.weft.";
    /** There is one counter, for all copies. */
    private static final String COUNTER = Executed.class.getName();

    CountingLoader() {
        super(CountingLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(COUNTED) || name.equals(COUNTER)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] counted = CountBlocks.of(in.readAllBytes());
            return defineClass(name, counted, 0, counted.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
