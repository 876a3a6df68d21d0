package dev.weft.benchmarks.handwritten;

/**
 * What is left of a call that has suspended, and who waits for it. A method gives its value, or {@link #SUSPENDED} after it
 * has put an activation on its machine: the protocol of every stackless design, here with plain ints.
 */
abstract class Activation {
    /** No method gives this as its value. */
    static final int SUSPENDED = Integer.MIN_VALUE;

    Activation caller;

    /** Goes on with what it waited for; gives the method's value, or suspends again. */
    abstract int resume(int value);

    /** Where it waits, for stack traces. */
    StackTraceElement position() {
        return new StackTraceElement(getClass().getName(), "resume", null, -1);
    }
}
