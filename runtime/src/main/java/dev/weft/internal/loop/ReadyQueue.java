package dev.weft.internal.loop;

import org.jspecify.annotations.Nullable;

/**
 * The part of a loop that queues what is ready to run, first in, first out, and knows which of it runs.
 *
 * <p>Invariant: {@code nodes} is a ring whose length is a power of two. From {@code first} on {@code size} places are used,
 * all others are null. The node that runs keeps the first of them until its run has ended; if it comes again while no other
 * waits, it stays there, and {@code again} says so.
 *
 * <p>Why so: collectors make the store of a reference into an old object expensive (G1: a fence). Here a node's turn costs
 * one such store, and none if it runs alone; a null costs little. A list through the nodes takes two, and a third one
 * tells which of them runs. It is a part of the loop, and not an object beside it, since each step begins with what it finds
 * here: one load less to wait for.
 *
 * <p>Owned by the loop's thread; others may ask for the node that runs, as a guess.
 */
public abstract class ReadyQueue {
    private static final int LEAST = 16;

    /** Capacity up to which the ring is never shrunk. */
    private static final int KEPT = 1 << 16;

    private @Nullable QueueNode[] nodes = new QueueNode[LEAST];
    private int first;
    private int size;
    private boolean again;

    ReadyQueue() {}

    /** Returns how many nodes are ready. Between two runs. */
    protected final int countReady() {
        return size;
    }

    /** Appends a node. The loop's thread only. */
    public final void enqueue(QueueNode node) {
        if (size == 1 && nodes[first] == node) {
            again = true;
            return;
        }
        if (size == nodes.length) {
            grow();
        }
        nodes[(first + size++) & (nodes.length - 1)] = node;
    }

    /** Returns the oldest node; there must be one. It is the current one from now until {@link #finishCurrent}. */
    final QueueNode begin() {
        return Unchecked.present(nodes[first]);
    }

    /** Takes out the current node, which has run, unless it has come again. */
    final void finishCurrent() {
        if (again) {
            again = false;
        } else {
            nodes[first] = null;
            first = (first + 1) & (nodes.length - 1);
            size--;
        }
    }

    /** Returns the node that runs, or null. Any thread, as a guess. */
    protected final @Nullable QueueNode runningNode() {
        @Nullable QueueNode[] now = nodes;
        int place = first;
        return place < now.length ? now[place] : null;
    }

    /** Gives memory back. To be called while nothing is ready. */
    final void trim() {
        if (nodes.length > KEPT) {
            nodes = new QueueNode[LEAST];
            first = 0;
        }
    }

    private void grow() {
        int length = nodes.length;
        @Nullable QueueNode[] larger = new QueueNode[2 * length];
        System.arraycopy(nodes, first, larger, 0, length - first);
        System.arraycopy(nodes, 0, larger, length - first, first);
        nodes = larger;
        first = 0;
    }
}
