package dev.weft.internal.loop;

/** A timer that only tells its owner that a time has come; it never becomes ready itself. */
public final class Deadline extends TimerNode {
    private final Owner owner;

    /** Somebody who waits for a time. */
    public interface Owner {
        /** The time has come. Called on the loop's thread; must not call user code. */
        void expire();
    }

    /**
     * A deadline that is not set yet.
     *
     * @param owner is told when the time has come
     */
    public Deadline(Owner owner) {
        this.owner = owner;
    }

    @Override
    protected void fire() {
        owner.expire();
    }

    /** Never in the ready queue. */
    @Override
    protected void run() {}
}
