package dev.weft.test.internal.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run as a table, a column for each task: what {@link Lanes} prints and {@link Page} shows.
 *
 * @param heads the titles of the columns
 * @param rows the rows, in the order of time
 */
record LaneTable(List<String> heads, List<Row> rows) {
    /** Stands where a task waits while time passes. */
    static final String WAITS = "···";

    private static final int LONGEST = 200;

    /**
     * A row of the table.
     *
     * @param step the number of the step; empty if it is the same as in the row before
     * @param time the virtual time, if it differs from that of the event before; otherwise empty
     * @param cells what happens, in each column
     * @param deviation null if it is no deviation
     * @param failed whether this row shows the failure
     * @param elided the number of events that are left out here; then all else is empty
     */
    record Row(
            String step,
            String time,
            List<String> cells,
            @Nullable String deviation,
            boolean failed,
            int elided) {}

    /**
     * Makes the table of a run.
     *
     * @param events the events
     * @param failure the failure, which is shown in the lane of the last event; empty if there is none
     * @param mostLanes the largest number of tasks that have a column of their own
     * @param mostEvents the largest number of events that are shown
     */
    static LaneTable of(List<Event> events, String failure, int mostLanes, int mostEvents) {
        if (events.isEmpty()) {
            return new LaneTable(List.of(), List.of());
        }
        BitSet shown = ShownSteps.of(events, mostEvents);
        return new Filling(events, shown, LaneChoice.of(events, shown, mostLanes)).fill(failure);
    }

    /** Fills the table, row by row. */
    private static final class Filling {
        private final List<Event> events;
        private final BitSet shown;
        private final LaneChoice lanes;
        private final Map<Long, Integer> firsts = new HashMap<>();
        private final Map<Long, Integer> lasts = new HashMap<>();
        private final List<Row> rows = new ArrayList<>();

        Filling(List<Event> events, BitSet shown, LaneChoice lanes) {
            this.events = events;
            this.shown = shown;
            this.lanes = lanes;
            for (int i = 0; i < events.size(); i++) {
                firsts.putIfAbsent(events.get(i).lane(), i);
                lasts.put(events.get(i).lane(), i);
            }
        }

        LaneTable fill(String failure) {
            int end = 0;
            for (int i = shown.nextSetBit(0); i >= 0; i = shown.nextSetBit(end)) {
                addElision(i - end);
                addEvent(i);
                end = i + 1;
            }
            addElision(events.size() - end);
            if (!failure.isBlank()) {
                List<String> cells = emptyCells();
                cells.set(lanes.column(events.get(events.size() - 1)), "✗ " + Text.firstLine(failure, LONGEST));
                rows.add(new Row("", "", cells, null, true, 0));
            }
            return new LaneTable(lanes.heads(), rows);
        }

        private void addElision(int number) {
            if (number > 0) {
                rows.add(new Row("", "", List.of(), null, false, number));
            }
        }

        private void addEvent(int i) {
            Event event = events.get(i);
            boolean passes = event.nanos() != (i == 0 ? 0 : events.get(i - 1).nanos());
            boolean sameStep =
                    shown.get(Math.max(0, i - 1)) && i > 0 && events.get(i - 1).step() == event.step();
            List<String> cells = emptyCells();
            if (passes) {
                markWaits(i, cells);
            }
            cells.set(lanes.column(event), lanes.what(event, LONGEST));
            String deviation = event.deviation();
            rows.add(new Row(
                    sameStep ? "" : Integer.toString(event.step()),
                    passes ? VirtualDuration.of(event.nanos()) : "",
                    cells,
                    deviation == null ? null : Text.line(deviation, LONGEST),
                    false,
                    0));
        }

        /** While time passes, a task that has begun and is not at its end waits. */
        private void markWaits(int i, List<String> cells) {
            for (int column = 0; column < lanes.lanes().size(); column++) {
                long lane = lanes.lanes().get(column);
                if (lane != Event.LOOP && firsts.getOrDefault(lane, i) < i && lasts.getOrDefault(lane, i) > i) {
                    cells.set(column, WAITS);
                }
            }
        }

        private List<String> emptyCells() {
            return new ArrayList<>(Collections.nCopies(lanes.heads().size(), ""));
        }
    }
}
