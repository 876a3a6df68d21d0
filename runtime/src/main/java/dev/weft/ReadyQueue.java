package dev.weft;

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
abstract class ReadyQueue {
    private static final int LEAST = 16;

    /** So many places are kept, though they are empty. */
    private static final int KEPT = 1 << 16;

    private @Nullable QueueNode[] nodes = new QueueNode[LEAST];
    private int first;
    private int size;
    private boolean again;

    /** How many nodes are ready. Between two runs. */
    final int countReady() {
        return size;
    }

    /** Appends a node. The loop's thread only. */
    final void enqueue(QueueNode node) {
        if (size == 1 && nodes[first] == node) {
            again = true;
            return;
        }
        if (size == nodes.length) {
            grow();
        }
        nodes[(first + size++) & (nodes.length - 1)] = node;
    }

    /** The oldest node, of those there are, which runs from now until {@link #ran}. */
    final QueueNode begin() {
        return Unchecked.present(nodes[first]);
    }

    /** The oldest node has run, and leaves unless it has come again. */
    final void ran() {
        if (again) {
            again = false;
        } else {
            nodes[first] = null;
            first = (first + 1) & (nodes.length - 1);
            size--;
        }
    }

    /** The node that runs, if one does. Any thread, as a guess. */
    final @Nullable QueueNode runningNode() {
        @Nullable QueueNode[] now = nodes;
        int place = first;
        return place < now.length ? now[place] : null;
    }

    /** Gives memory back. Nothing is ready. */
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
