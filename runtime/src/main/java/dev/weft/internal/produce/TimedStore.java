package dev.weft.internal.produce;

/**
 * Items that become ready when a time is over. The time begins, or begins anew, with certain items; the task that has sent
 * such an item sets the timer.
 */
abstract class TimedStore extends Store {
    /** Whether a time has begun for which the timer was not set. */
    private boolean fresh;

    /** Whether the time is up. */
    private boolean over;

    /** Whether nothing more comes. */
    private boolean ended;

    /** A time begins. */
    final void timeBegins() {
        fresh = true;
        over = false;
    }

    /** Returns whether a time has begun since the last call. */
    final boolean tookTime() {
        boolean was = fresh;
        fresh = false;
        return was;
    }

    /** The time that the timer was set for is over. */
    final void timeIsUp() {
        over = !fresh;
    }

    /** Returns whether what is here need not wait any more. */
    final boolean isDue() {
        return over || ended;
    }

    @Override
    final void ended(boolean failed) {
        if (!failed) {
            ended = true;
        } else if (!isReady()) {
            drop();
        }
    }

    /** Drops what is not ready. */
    abstract void drop();
}
