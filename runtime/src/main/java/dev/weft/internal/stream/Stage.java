package dev.weft.internal.stream;

import org.jspecify.annotations.Nullable;

/** One step of a {@link Feed}: makes an item of an item, or none. Belongs to one feed, and may count items. */
abstract class Stage {
    /** The result if there is no item. */
    static final Object NOTHING = new Object();

    /** The name of the method that has made it. */
    final String name;

    /** The place in the feed. */
    int place;

    Stage(String name) {
        this.name = name;
    }

    /** Returns what becomes of an item, or {@link #NOTHING}. */
    abstract @Nullable Object apply(@Nullable Object item, Feed feed);

    /** Returns whether it gives an item before it takes one: the {@link #first}. */
    boolean begins() {
        return false;
    }

    /** Returns the item that it gives before it takes one. */
    @Nullable
    Object first() {
        return NOTHING;
    }

    /** Returns whether it takes no item at all. */
    boolean isSpent() {
        return false;
    }

    /** Returns the item that it gives when it will take no more, or {@link #NOTHING}. */
    @Nullable
    Object rest() {
        return NOTHING;
    }
}
