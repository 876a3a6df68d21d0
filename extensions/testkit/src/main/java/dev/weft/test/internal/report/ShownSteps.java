package dev.weft.test.internal.report;

import java.util.BitSet;
import java.util.List;

/**
 * Chooses which events of a long run are shown: the last ones, each deviation with what is around it, and, if there is room,
 * more of what was before the end.
 */
final class ShownSteps {
    /** The number of events before and after a deviation that are shown, if there is room. */
    private static final int AROUND = 4;

    private final List<Event> events;
    private final BitSet shown = new BitSet();
    private int room;

    private ShownSteps(List<Event> events, int most) {
        this.events = events;
        this.room = most;
    }

    /** Returns the positions of at most {@code most} events. */
    static BitSet of(List<Event> events, int most) {
        ShownSteps steps = new ShownSteps(events, most);
        steps.showFrom(events.size() - most / 3);
        for (int distance = 0; distance <= AROUND; distance++) {
            steps.showAroundDeviations(distance);
        }
        steps.showFrom(0);
        return steps.shown;
    }

    private void showFrom(int first) {
        for (int i = events.size() - 1; i >= first && room > 0; i--) {
            show(i);
        }
    }

    private void showAroundDeviations(int distance) {
        for (int i = events.size() - 1; i >= 0 && room > 0; i--) {
            if (events.get(i).deviation() != null) {
                show(i - distance);
                show(i + distance);
            }
        }
    }

    private void show(int i) {
        if (room > 0 && i >= 0 && i < events.size() && !shown.get(i)) {
            shown.set(i);
            room--;
        }
    }
}
