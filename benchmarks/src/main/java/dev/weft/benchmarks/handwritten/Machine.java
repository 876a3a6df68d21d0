package dev.weft.benchmarks.handwritten;

import static dev.weft.benchmarks.handwritten.Activation.SUSPENDED;

/** A thread of control: the activations that wait for one another, innermost first. */
abstract class Machine implements Runnable {
    private Activation innermost;
    private Activation outermost;

    /** Adds an activation as the stack unwinds. */
    final int suspend(Activation activation) {
        if (outermost == null) {
            innermost = activation;
        } else {
            outermost.caller = activation;
        }
        outermost = activation;
        return SUSPENDED;
    }

    /** Resumes the innermost activation, hands its value to the one that waits for it, and so on. */
    @Override
    public final void run() {
        var activation = innermost;
        innermost = null;
        outermost = null;
        int value = 0;
        try {
            while (activation != null) {
                value = activation.resume(value);
                if (value == SUSPENDED) {
                    return;
                }
                activation = activation.caller;
            }
        } catch (RuntimeException e) {
            value = failed(e, activation);
        }
        returned(value);
    }

    abstract void returned(int value);

    /**
     * Makes a value of a failure.
     *
     * @param thrower the activation that threw it
     */
    int failed(RuntimeException failure, Activation thrower) {
        throw failure;
    }
}
