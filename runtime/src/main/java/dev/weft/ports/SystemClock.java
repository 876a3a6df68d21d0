package dev.weft.ports;

/** The machine's clock. It is a class and not a lambda, because making a lambda slows the start of a program. */
final class SystemClock implements Clock {
    static final Clock INSTANCE = new SystemClock();

    private SystemClock() {}

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
