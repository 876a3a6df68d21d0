package dev.weft.benchmarks.handwritten;

import dev.weft.benchmarks.CallbackLoop;

/** A place for one number, and one who waits for it. */
final class Place {
    private final CallbackLoop loop;
    private boolean full;
    private int number;
    private Runnable taker;

    Place(CallbackLoop loop) {
        this.loop = loop;
    }

    void put(int item) {
        number = item;
        full = true;
        if (taker != null) {
            loop.execute(taker);
            taker = null;
        }
    }

    /** Whether there is something to {@link #take}; otherwise this will be called when there is. */
    boolean isFull(Runnable otherwise) {
        if (!full) {
            taker = otherwise;
        }
        return full;
    }

    int take() {
        full = false;
        return number;
    }
}
