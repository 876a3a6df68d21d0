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
    private static final MethodHandle IS_VIRTUAL;

    static {
        try {
            var lookup = MethodHandles.lookup();
            START = lookup.findStatic(
                    Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
            IS_VIRTUAL = lookup.findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
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

    /** Fails where the calling thread is none. */
    public static void requireCurrent() {
        try {
            if (!(boolean) IS_VIRTUAL.invokeExact(Thread.currentThread())) {
                throw new IllegalStateException("not in a virtual thread: -Djmh.executor=VIRTUAL is missing");
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static <T> T get(FutureTask<T> task) {
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
