package dev.weft.fault;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jdk.jfr.Recording;

/** Runs a program in a class loader of its own, on threads that live on, and prints whether that was collected. */
final class UnloadedRuntime {
    private static final int MOST_LOOKS = 2_000;

    private UnloadedRuntime() {}

    public static void main(String[] args) throws Exception {
        if (List.of(args).contains("recorded")) {
            new Recording().start(); // until the JVM ends
        }
        ExecutorService pool = Executors.newSingleThreadExecutor();
        WeakReference<ClassLoader> loader = run(pool);
        for (int i = 0; i < MOST_LOOKS && loader.get() != null; i++) { // idle threads of blocking work take ten seconds
            System.gc();
            Thread.sleep(10);
        }
        System.out.print(loader.get() == null ? "collected" : "kept");
        pool.shutdown();
    }

    private static WeakReference<ClassLoader> run(ExecutorService pool) throws Exception {
        ClassLoader loader = new InstrumentedRuntime();
        Callable<?> program = (Callable<?>)
                loader.loadClass(WholeProgram.class.getName()).getConstructor().newInstance();
        System.out.print(program.call() + " " + pool.submit(program).get() + " ");
        return new WeakReference<>(loader);
    }
}
