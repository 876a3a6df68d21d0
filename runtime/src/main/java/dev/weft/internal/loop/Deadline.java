package dev.weft.internal.loop;

/** A timer that only notifies its owner. It never becomes ready itself. */
public final class Deadline extends TimerNode {
    private final Owner owner;

    /** The receiver of a deadline. */
    public interface Owner {
        /** Notifies the owner that the time has come. Called on the loop's thread; must not call user code. */
        void expire();
    }

    /**
     * Creates a deadline that is not set yet.
     *
     * @param owner is notified when the time has come
     */
    public Deadline(Owner owner) {
        this.owner = owner;
    }

    /** Returns a deadline that is not set yet. */
    public static TimerNode of(Owner owner) {
        return new Deadline(owner);
    }

    @Override
    protected void fire() {
        owner.expire();
    }

    /** Does nothing: a deadline is never in the ready queue. */
    @Override
    protected void run() {}
}
