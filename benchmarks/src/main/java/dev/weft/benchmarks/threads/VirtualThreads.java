package dev.weft.benchmarks.threads;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Virtual threads, by reflection: this is compiled for Java 17, which has none. */
public final class VirtualThreads {
    private static final MethodHandle START;

    static {
        try {
            START = MethodHandles.lookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private VirtualThreads() {}

    /** Starts a virtual thread. */
    public static <T> FutureTask<T> start(Callable<T> main) {
        var task = new FutureTask<>(main);
        try {
            Thread unused = (Thread) START.invokeExact((Runnable) task);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        return task;
    }

    /** Runs this in a virtual thread, and waits for it. */
    public static <T> T run(Callable<T> main) {
        return get(start(main));
    }

    static <T> T get(FutureTask<T> task) {
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
