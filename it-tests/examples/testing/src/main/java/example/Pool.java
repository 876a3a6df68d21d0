package example;

import dev.weft.Coroutine;

/** Lends connections, at most so many at a time. */
public interface Pool {
    /** Takes a connection. If all are lent, waits until one comes back. */
    Coroutine<Void> acquire();

    /** Gives a connection back. */
    void release();

    /** Returns how many more could be lent. */
    int free();
}
