package dev.weft.internal.loop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a loop that queues the nodes that are ready to run, first in, first out. It knows which node runs.
 *
 * <p>Invariant: {@code nodes} is a ring whose length is a power of two. From {@code first} on {@code size} places are
 * used, all others are null. The running node keeps the first place until its run has ended. If it is enqueued again
 * while no other node waits, it stays there and {@code again} is true.
 *
 * <p>Why a ring: collectors make the store of a reference into an old object expensive (G1: a fence). Here a node's
 * turn costs one such store, and none if it runs alone; storing null costs little. A list linked through the nodes
 * needs two, and a third one for the running node. The queue is a superclass of the loop and not an object beside it,
 * because each step begins here: that saves one load.
 *
 * <p>Owned by the loop's thread. Other threads may ask for the running node, as a guess.
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

    /** Returns the number of ready nodes. Called between the runs of two nodes. */
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
        nodes[(first + size) & (nodes.length - 1)] = node;
        if (size++ == 0) { // never while a node runs, which keeps its place
            firstReady();
        }
    }

    /** Called when a node has become ready and none was. */
    void firstReady() {}

    /** Returns a ready node; 0 is the oldest. */
    final QueueNode ready(int i) {
        return Unchecked.present(nodes[(first + i) & (nodes.length - 1)]);
    }

    /** Makes a ready node the oldest. The others keep their order. Called between the runs of two nodes. */
    final void bringForward(int i) {
        int mask = nodes.length - 1;
        QueueNode chosen = ready(i);
        for (int place = first + i; place > first; place--) {
            nodes[place & mask] = nodes[(place - 1) & mask];
        }
        nodes[first & mask] = chosen;
    }

    /**
     * Makes the nodes that must not be lost the oldest. They keep their order, and so do the others. Called between the runs of
     * two nodes.
     *
     * @return their number
     */
    final int bringForwardAwaited() {
        int awaited = 0;
        while (awaited < size && ready(awaited).runsAfterClose()) {
            awaited++;
        }
        if (awaited == size) {
            return awaited;
        }
        int mask = nodes.length - 1;
        List<QueueNode> others = new ArrayList<>();
        for (int i = awaited; i < size; i++) {
            QueueNode node = ready(i);
            if (node.runsAfterClose()) {
                nodes[(first + awaited++) & mask] = node;
            } else {
                others.add(node);
            }
        }
        int place = awaited;
        for (QueueNode node : others) {
            nodes[(first + place++) & mask] = node;
        }
        return awaited;
    }

    /** Returns the oldest node; there must be one. It is the current node until {@link #finishCurrent}. */
    final QueueNode begin() {
        return Unchecked.present(nodes[first]);
    }

    /** Removes the current node, which has run, unless it was enqueued again. */
    final void finishCurrent() {
        if (again) {
            again = false;
        } else {
            nodes[first] = null;
            first = (first + 1) & (nodes.length - 1);
            size--;
        }
    }

    /** Returns the running node, or null. Any thread; on other threads it is a guess. */
    protected final @Nullable QueueNode runningNode() {
        @Nullable QueueNode[] now = nodes;
        int place = first;
        return place < now.length ? now[place] : null;
    }

    /** Releases memory. Called while no node is ready. */
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
