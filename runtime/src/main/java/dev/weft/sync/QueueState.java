package dev.weft.sync;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What a queue holds, and who waits for it.
 *
 * <p>Invariant: who takes waits only while {@code items} is empty, who puts only while it is full. All fields are guarded
 * by {@code monitor}, which is held when a method is called that gives whom to wake; wake-ups come after it is released.
 */
final class QueueState<T> {
    final Object monitor = new Object();
    final WaitQueue<Take> taking = new WaitQueue<>(monitor);
    final WaitQueue<Put> putting = new WaitQueue<>(monitor);
    final WaitQueue<Wait<Void>> joining = new WaitQueue<>(monitor);
    final Queue<T> items;
    final int capacity;

    /** Items that were put in and for which nobody has called {@link AsyncQueue#taskDone()}. */
    int unfinished;

    boolean shutDown;

    QueueState(int capacity, Queue<T> items) {
        this.capacity = capacity;
        this.items = items;
    }

    /** Lets go who waits for the end, if it has come; gives whom to wake. */
    List<Wait<Void>> joinedIfFinished() {
        return unfinished > 0 ? List.of() : joining.letAllGo();
    }

    /** Gives an item to whoever waits for one, or keeps it; gives whom to wake. */
    @Nullable
    Wait<?> offer(T item) {
        Take taker = taking.poll();
        if (taker == null) {
            items.add(item);
        } else {
            taker.grant(item);
        }
        return taker;
    }

    /** There is room: lets in the item of whoever waits to put one; gives whom to wake. */
    @Nullable
    Wait<?> admit() {
        Put putter = items.size() < capacity ? putting.poll() : null;
        if (putter != null) {
            unfinished++;
            items.add(putter.item);
            putter.grant(null);
        }
        return putter;
    }

    @Override
    public String toString() {
        synchronized (monitor) {
            return "queue: " + items.size() + " of " + capacity + ", " + putting.size() + " putting, " + taking.size()
                    + " taking" + (shutDown ? ", shut down" : "");
        }
    }

    final class Put extends Wait<Void> {
        private final T item;

        Put(T item) {
            super(putting);
            this.item = item;
        }

        @Override
        boolean attempt() {
            if (shutDown) {
                fail(new QueueShutDownException());
                return true;
            }
            if (items.size() >= capacity) {
                return false;
            }
            unfinished++;
            Wait<?> taker = offer(item);
            if (taker != null) {
                wakeLater(taker);
            }
            grant(null);
            return true;
        }

        /** Takes the item out again, unless somebody has taken it: then the put has happened. */
        @Override
        @Nullable
        Wait<?> giveBack() {
            if (!takeOutNewest()) {
                return null;
            }
            unfinished--;
            Wait<?> putter = admit();
            joinedIfFinished().forEach(this::wakeLater);
            return putter;
        }

        /** Of equal items the one that came last, which is the first of a stack. */
        private boolean takeOutNewest() {
            boolean fifo = items instanceof ArrayDeque && !(items instanceof Stack);
            return fifo ? ((ArrayDeque<T>) items).removeLastOccurrence(item) : items.remove(item);
        }

        @Override
        public String toString() {
            return "put into " + QueueState.this;
        }
    }

    final class Take extends Wait<T> {
        Take() {
            super(taking);
        }

        @Override
        boolean attempt() {
            T item = items.poll();
            if (item == null) {
                if (shutDown) {
                    fail(new QueueShutDownException());
                }
                return shutDown;
            }
            grant(item);
            Wait<?> putter = admit();
            if (putter != null) {
                wakeLater(putter);
            }
            return true;
        }

        /** The item goes to the next who waits, or back to where it came from. */
        @Override
        @Nullable
        Wait<?> giveBack() {
            T item = granted();
            if (item == null) {
                return null;
            }
            if (taking.isEmpty() && items instanceof ArrayDeque<T> deque) {
                deque.addFirst(item);
                return null;
            }
            return offer(item);
        }

        @Override
        public String toString() {
            return "take from " + QueueState.this;
        }
    }

    final class Join extends Wait<Void> {
        Join() {
            super(joining);
        }

        @Override
        boolean attempt() {
            if (unfinished > 0) {
                return false;
            }
            grant(null);
            return true;
        }

        @Override
        @Nullable
        Wait<?> giveBack() {
            return null;
        }

        @Override
        public String toString() {
            return "join of " + QueueState.this;
        }
    }
}
