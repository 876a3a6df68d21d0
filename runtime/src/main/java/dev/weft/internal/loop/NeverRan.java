package dev.weft.internal.loop;

import java.lang.System.Logger.Level;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Warns of coroutines that were made, and neither awaited nor started, when they are collected. Only with the system
 * property {@code dev.weft.debug.unawaited}; without it nothing is kept.
 *
 * <p>Invariant: {@code UNUSED} has one entry for each coroutine that has not been used and not been collected. Any
 * thread.
 */
public final class NeverRan {
    /** Whether coroutines are watched. A constant for the compiler of the JVM. */
    public static final boolean WATCHED = Boolean.getBoolean("dev.weft.debug.unawaited");

    private static final Set<Object> UNUSED = ConcurrentHashMap.newKeySet();
    private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();

    static {
        if (WATCHED) {
            Thread reporter = new Thread(null, NeverRan::reportAll, "weft-unawaited", 0, false);
            reporter.setDaemon(true);
            reporter.start();
        }
    }

    private NeverRan() {}

    /**
     * Watches a coroutine that was just made. Called only if {@link #WATCHED}.
     *
     * @param method the method that it will run, if it is the user's
     * @param place where it was made
     */
    public static void made(Object coroutine, @Nullable StackTraceElement method, Throwable place) {
        StackTraceElement[] stack = place.getStackTrace();
        int i = 0;
        while (i < stack.length && stack[i].getMethodName().equals("<init>")) {
            i++;
        }
        if (method != null
                && i < stack.length
                && stack[i].getLineNumber() < 0
                && stack[i].getMethodName().equals(method.getMethodName())) {
            i++; // the stub
        }
        place.setStackTrace(Arrays.copyOfRange(stack, i, stack.length));
        UNUSED.add(new Made(coroutine, method, place));
    }

    /**
     * Takes note that a coroutine is used: it was awaited or started, or belongs to a task that will start it, or it is no
     * coroutine but the frame of a method that has suspended.
     */
    public static void used(Object coroutine) {
        if (WATCHED) {
            UNUSED.remove(new Key(coroutine));
        }
    }

    private static void reportAll() {
        while (true) {
            try {
                Made made = (Made) COLLECTED.remove();
                if (UNUSED.remove(made)) {
                    report(made);
                }
            } catch (Throwable broken) { // this thread must live on
                Uncaught.log("a look for coroutines that never ran", broken);
            }
        }
    }

    private static void report(Made made) {
        StackTraceElement[] stack = made.place.getStackTrace();
        StackTraceElement method = made.method == null && stack.length > 0 ? stack[0] : made.method;
        String what = method == null ? "an unknown method" : method.getClassName() + "." + method.getMethodName();
        Uncaught.log(Level.WARNING, "A coroutine of " + what + " was never awaited or started", made.place);
    }

    private static final class Made extends WeakReference<Object> {
        private final int hash;
        private final @Nullable StackTraceElement method;
        private final Throwable place;

        Made(Object coroutine, @Nullable StackTraceElement method, Throwable place) {
            super(coroutine, COLLECTED);
            hash = System.identityHashCode(coroutine);
            this.method = method;
            this.place = place;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        // equal to itself only, and found by a Key
    }

    /** Finds the entry of a coroutine that lives. */
    private static final class Key {
        private final Object coroutine;

        Key(Object coroutine) {
            this.coroutine = coroutine;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(coroutine);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Made made && made.refersTo(coroutine);
        }
    }
}
