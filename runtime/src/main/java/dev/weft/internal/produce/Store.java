package dev.weft.internal.produce;

import dev.weft.internal.task.TaskImpl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was made and has not been taken, and in which portions it is taken. It belongs to an {@link Exchange}, which calls
 * each method with its lock held; none may call code of users. Null items are masked here.
 */
abstract class Store {
    /** What {@link #offer} returns if the item was taken in. */
    static final Object TAKEN = new Object();

    /** What {@link #offer} returns if there is no room. */
    static final Object FULL = new Object();

    /** What a sender sends that only wants to know whether there is room. */
    static final Object ROOM = new Object();

    private static final Object NULL = new Object();

    static Object masked(@Nullable Object item) {
        return item == null ? NULL : item;
    }

    static @Nullable Object unmasked(Object item) {
        return item == NULL ? null : item;
    }

    /**
     * Takes an item in.
     *
     * @return {@link #TAKEN}, {@link #FULL}, or the item that was dropped for it, or instead of it
     */
    abstract Object offer(Object item);

    /** Takes an item in without regard to the room. */
    void force(Object item) {
        throw new AssertionError();
    }

    /** A task of the stream has ended without a failure. Without memory: nobody else could be told of it. */
    void succeeded(TaskImpl<?> task) {}

    /** Returns whether something can be taken. */
    abstract boolean isReady();

    /** Takes something, when it is ready. */
    abstract Object take();

    /** Returns whether items go from who makes them to who takes them without lying here. */
    boolean handsOver() {
        return false;
    }

    /** Moves what is left into a list, the oldest first. */
    abstract void drainTo(List<Object> left);

    /**
     * Called when nothing more will come.
     *
     * @param failed whether the stream fails behind what is ready
     */
    void ended(boolean failed) {}
}
