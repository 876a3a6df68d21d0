package dev.weft.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.WeakReference;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program and its runtime in a class loader of their own are unloaded, though the threads that have run them live on. */
@Tag("jdk")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class UnloadedRuntimeTest {
    private static WeakReference<ClassLoader> run(ExecutorService pool) throws Exception {
        ClassLoader loader = new InstrumentedRuntime();
        Callable<?> program = (Callable<?>) loader.loadClass(WholeProgram.class.getName())
                .getConstructor()
                .newInstance();
        assertEquals("[1, 2]", program.call());
        Future<?> onThePool = pool.submit(program);
        assertEquals("[1, 2]", onThePool.get());
        return new WeakReference<>(loader);
    }

    @Test
    void nothingKeepsTheirClassLoader() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            WeakReference<ClassLoader> loader = run(pool);
            for (int i = 0; i < 1_500 && loader.get() != null; i++) { // the idle threads of blocking work take ten seconds
                System.gc();
                Thread.sleep(10);
            }
            assertNull(loader.get(), "the class loader of a program that has ended");
            assertEquals("alive", pool.submit(() -> "alive").get());
        } finally {
            pool.shutdown();
        }
    }
}
