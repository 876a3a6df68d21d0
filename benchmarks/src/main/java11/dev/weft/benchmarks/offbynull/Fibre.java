package dev.weft.benchmarks.offbynull;

import com.offbynull.coroutines.user.Continuation;
import com.offbynull.coroutines.user.Coroutine;
import com.offbynull.coroutines.user.CoroutineRunner;
import dev.weft.benchmarks.CallbackLoop;

/** A coroutine that a loop resumes, with a result that others can wait for: the library brings neither. */
abstract class Fibre implements Coroutine, Runnable {
    private final CoroutineRunner runner = new CoroutineRunner(this);
    private final CallbackLoop loop;
    private boolean done;
    private int result;
    private Fibre waiter;

    Fibre(CallbackLoop loop) {
        this.loop = loop;
    }

    /** What it does; gives its result. */
    abstract int body(Continuation c);

    /** To be called by the library only. */
    @Override
    public final void run(Continuation c) {
        result = body(c);
    }

    final void start() {
        loop.execute(this);
    }

    /** Starts it, and runs the loop until nothing is left to do. */
    final int runAll() {
        start();
        loop.run();
        if (!done) {
            throw new IllegalStateException("nothing is left to do, but this is not done");
        }
        return result;
    }

    /** Runs up to the next suspension. */
    @Override
    public final void run() {
        if (!runner.execute()) {
            done = true;
            if (waiter != null) {
                waiter.start();
            }
        }
    }

    /** Lets the others run; called by itself. */
    final void yieldNow(Continuation c) {
        start();
        c.suspend();
    }

    /** Waits for it; called by another. */
    final int join(Continuation c, Fibre other) {
        while (!done) {
            waiter = other;
            c.suspend();
        }
        return result;
    }

    CallbackLoop loop() {
        return loop;
    }
}
