package dev.weft.it.bytecode;

import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What the inserted awaits await, and where the changed methods run. Used by one test at a time, in one logical thread. */
public final class Source {
    /** An item that a changed method emits where it did nothing before. */
    private static final Object MARK = new Object();

    private static final ThreadLocal<Boolean> RUNNING = ThreadLocal.withInitial(() -> false);
    private static final Queue<CompletableFuture<Object>> PENDING = new ArrayDeque<>();
    private static int suspendingOneIn = 1;
    private static long awaits;
    private static long suspensions;
    private static long marksMade;
    private static long marksSeen;

    private Source() {}

    /** From now on one await in so many suspends; 0: none. */
    static synchronized void suspendOneIn(int number) {
        suspendingOneIn = number;
        PENDING.clear();
        awaits = 0;
        suspensions = 0;
        marksMade = 0;
        marksSeen = 0;
    }

    /** Called by inserted code, which emits it. */
    public static synchronized Object mark() {
        marksMade++;
        return MARK;
    }

    /** How many marks were made and have not come to a consumer. */
    static synchronized long marksLost() {
        return marksMade - marksSeen;
    }

    private static synchronized boolean isResult(Object item) {
        marksSeen += item == MARK ? 1 : 0;
        return item != MARK;
    }

    static synchronized long suspensions() {
        return suspensions;
    }

    private static synchronized boolean suspends() {
        boolean suspends = suspendingOneIn > 0 && ++awaits % suspendingOneIn == 0;
        suspensions += suspends ? 1 : 0;
        return suspends;
    }

    /** Called by inserted code. */
    public static Coroutine<?> coroutine() {
        return suspends() ? Weft.yieldNow() : Weft.done();
    }

    /** Called by inserted code. */
    public static CompletionStage<?> stage() {
        if (!suspends()) {
            return CompletableFuture.completedFuture(null);
        }
        var pending = new CompletableFuture<Object>();
        synchronized (Source.class) {
            PENDING.add(pending);
        }
        return pending;
    }

    /** Called by changed methods. A loop cannot run inside a loop, so nested calls each get a thread. */
    public static Object run(Coroutine<?> coroutine) throws Throwable {
        if (!RUNNING.get()) {
            return runHere(coroutine);
        }
        var task = new FutureTask<>(() -> runHere(coroutine));
        var thread = new Thread(task, "nested call");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private static Object runHere(Coroutine<?> coroutine) {
        RUNNING.set(true);
        try {
            return Weft.run(coroutine);
        } finally {
            RUNNING.set(false);
        }
    }

    /** Called by changed methods. The result is the last item. */
    public static Object run(AsyncStream<?> stream) throws Throwable {
        var items = (List<?>) run(stream.filter(Source::isResult).toList());
        if (items.size() != 1) {
            throw new AssertionError("results: " + items);
        }
        return items.get(0);
    }

    /** Called by changed methods. */
    public static Object run(CompletableFuture<?> future) throws Throwable {
        while (!future.isDone()) {
            CompletableFuture<Object> next;
            synchronized (Source.class) {
                next = PENDING.remove();
            }
            next.complete(null);
        }
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
