package dev.weft.ports;

/** The machine's clock. A class and not a lambda, since programs that start should not have to make one. */
final class SystemClock implements Clock {
    static final Clock INSTANCE = new SystemClock();

    private SystemClock() {}

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
