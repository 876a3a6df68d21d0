package dev.weft.internal.task;

import dev.weft.internal.loop.StackReserve;
import dev.weft.internal.loop.Uncaught;
import dev.weft.internal.loop.Unchecked;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of futures that came on threads whose stacks were too short for them. Such a future drops what a callback
 * throws, so they are called again: by a thread of the common pool or, if there was no stack to ask for that, by the next
 * operation of the runtime on any thread.
 *
 * <p>So are permits closed whose close had no stack to hand over.
 *
 * <p>Who has caught the {@link StackOverflowError} writes into the fields itself, since a call might fail again. A class
 * that may have to lets this one be initialised when it is initialised itself: later there may be no stack for it.
 */
public final class LateWakeUps implements Runnable {
    /** The places of one wake-up: the callback, its result, its failure. */
    static final int PLACES = 3;

    static final Object GUARD = new Object();

    /** What the pool runs. Neither a lambda nor an object of another class, which would slow the start. */
    private static final Runnable CALL_ALL = new LateWakeUps();

    /** From 0 on {@link StackReserve#late} places are used. Guarded by {@link #GUARD}. */
    static @Nullable Object[] late = new Object[16 * PLACES];

    private LateWakeUps() {}

    /** Initialises this class, if it is not. */
    public static void prepare() {}

    @Override
    public void run() {
        callAll();
    }

    /** Makes the calls that are late, if there are any, and if the stack is not too short here, too. Any thread. */
    static void callAll() {
        while (StackReserve.late > 0 && StackReserve.suffices()) {
            Object callback;
            Object result;
            Throwable problem;
            synchronized (GUARD) {
                int last = StackReserve.late - PLACES;
                if (last < 0) {
                    return;
                }
                callback = Unchecked.present(late[last]);
                result = late[last + 1];
                problem = (Throwable) late[last + 2];
                late[last] = null;
                late[last + 1] = null;
                late[last + 2] = null;
                StackReserve.late = last;
            }
            try {
                call(callback, result, problem);
            } catch (Throwable failure) {
                Uncaught.log(callback, failure);
            }
        }
    }

    private static void call(Object callback, @Nullable Object result, @Nullable Throwable problem) throws Exception {
        if (callback instanceof AutoCloseable permit) {
            permit.close();
        } else {
            Unchecked.<BiConsumer<@Nullable Object, @Nullable Throwable>>value(callback)
                    .accept(result, problem);
        }
    }

    /**
     * Closes something later, since there is no stack for it now. It must bear to be closed again.
     *
     * @param permit what to close
     * @throws StackOverflowError if there is no stack even for this; then nothing will be closed
     */
    public static void close(AutoCloseable permit) {
        synchronized (GUARD) {
            int used = StackReserve.late;
            @Nullable Object[] all = late;
            if (used == all.length) {
                all = new Object[2 * used];
                for (int i = 0; i < used; i++) {
                    all[i] = late[i];
                }
                late = all;
            }
            all[used] = permit;
            StackReserve.late = used + PLACES;
        }
        askAnother();
    }

    /** Asks another thread to make the calls, if there is stack enough for that. */
    static void askAnother() {
        try {
            StackReserve.check(); // not to end in the midst of the pool's own work
            ForkJoinPool.commonPool().execute(CALL_ALL);
        } catch (StackOverflowError again) {
            // The next operation makes them.
        }
    }
}
