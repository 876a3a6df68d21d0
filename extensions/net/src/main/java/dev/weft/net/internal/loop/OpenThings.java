package dev.weft.net.internal.loop;

import dev.weft.EventLoop;
import dev.weft.ports.AdapterLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is open on one loop and is no channel of its selector. What is still open when the loop ends is let go of and reported.
 * Owned by the loop's thread.
 */
public final class OpenThings {
    /** Weak, since a loop that is never closed is not to be kept: what is open here refers to its loop, an empty set does not. */
    private static final Map<EventLoop, OpenThings> ALL = Collections.synchronizedMap(new WeakHashMap<>());

    /** What can be open. */
    @FunctionalInterface
    public interface Thing {
        /**
         * The loop has ended: lets go of everything at once. On the loop's thread.
         *
         * @return whether that is a leak, to be reported
         */
        boolean abandon();
    }

    /** One thing that is open. */
    public static final class Entry {
        private final OpenThings home;
        private final Object subject;
        private final Thing thing;
        private final @Nullable Throwable opened = Leaks.openedHere();

        private Entry(OpenThings home, Object subject, Thing thing) {
            this.home = home;
            this.subject = subject;
            this.thing = thing;
        }

        /** The thing is closed. Does nothing if it was removed before. */
        public void remove() {
            home.open.remove(this);
        }
    }

    private final Set<Entry> open = new LinkedHashSet<>();

    private OpenThings() {}

    /**
     * Adds a thing that was opened.
     *
     * @param loop the loop that it belongs to
     * @param subject what a leak is reported of
     * @param thing lets go of it
     */
    public static Entry add(EventLoop loop, Object subject, Thing thing) {
        OpenThings home = ALL.get(loop);
        if (home == null) {
            home = new OpenThings();
            OpenThings made = home;
            AdapterLoop.of(loop).atEnd(() -> made.end(loop));
            ALL.put(loop, home);
        }
        Entry entry = new Entry(home, subject, thing);
        home.open.add(entry);
        return entry;
    }

    private void end(EventLoop loop) {
        ALL.remove(loop);
        for (Entry entry : new ArrayList<>(open)) {
            entry.remove();
            boolean leak = true;
            try {
                leak = entry.thing.abandon();
            } finally {
                if (leak) {
                    Leaks.report(loop, entry.subject, entry.opened);
                }
            }
        }
    }
}
