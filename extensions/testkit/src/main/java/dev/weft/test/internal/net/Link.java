package dev.weft.test.internal.net;

import java.util.ArrayList;
import java.util.List;

/** What the test has done to the messages between two hosts. */
final class Link {
    private boolean parted;
    private boolean held;
    private final List<Runnable> waiting = new ArrayList<>();

    /** Returns whether messages are lost. */
    boolean isParted() {
        return parted;
    }

    /** Returns whether messages wait. */
    boolean isHeld() {
        return held;
    }

    /** Runs this when something has changed; it looks again then. */
    void whenChanged(Runnable look) {
        waiting.add(look);
    }

    void part(boolean on) {
        parted = on;
        changed();
    }

    void hold(boolean on) {
        held = on;
        changed();
    }

    private void changed() {
        List<Runnable> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(Runnable::run);
    }
}
