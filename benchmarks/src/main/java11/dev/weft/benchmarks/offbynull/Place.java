package dev.weft.benchmarks.offbynull;

import com.offbynull.coroutines.user.Continuation;

/** A queue of one place, for one who puts and one who takes. */
final class Place {
    private Integer item;
    private Fibre waiter;

    void put(Continuation c, Fibre putter, int number) {
        while (item != null) {
            waiter = putter;
            c.suspend();
        }
        item = number;
        wakeUp();
    }

    int take(Continuation c, Fibre taker) {
        while (item == null) {
            waiter = taker;
            c.suspend();
        }
        int taken = item;
        item = null;
        wakeUp();
        return taken;
    }

    private void wakeUp() {
        if (waiter != null) {
            waiter.start();
            waiter = null;
        }
    }
}
