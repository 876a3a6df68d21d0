package dev.weft.test.internal.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The steps of a run as text: a column for each task, a line for each step, deviations from first in, first out marked, the
 * failure at the end.
 *
 * <pre>
 *      a          b                       c
 *  14  release()
 *  15  ···        time passes             ···   ◄ deviation
 *  16             connect() goes on
 *                 ✗ limit exceeded
 * </pre>
 */
public final class Lanes {
    private static final int WIDTH = 140;
    private static final int MOST_LANES = 8;
    private static final int MOST_EVENTS = 60;

    private Lanes() {}

    /**
     * Returns the steps as lines that are at most 140 characters wide. Of a long run, the steps around deviations and the
     * last ones are shown.
     *
     * @param events the events of the run
     * @param failure the message of the failure; empty if there is none
     */
    public static String text(List<Event> events, String failure) {
        LaneTable table = LaneTable.of(events, failure, MOST_LANES, MOST_EVENTS);
        if (table.rows().isEmpty()) {
            return "";
        }
        boolean timed = table.rows().stream().anyMatch(row -> !row.time().isEmpty());
        TextTable text = new TextTable(WIDTH, timed ? 2 : 1);
        text.add(cells("   ", "", table.heads(), "", timed));
        for (LaneTable.Row row : table.rows()) {
            if (row.elided() > 0) {
                text.addLine("     … " + Text.count(row.elided(), "step") + " …");
            } else {
                text.add(cells(row.step(), row.time(), row.cells(), deviation(row), timed));
            }
        }
        return String.join("\n", text.lines());
    }

    private static String deviation(LaneTable.Row row) {
        String deviation = row.deviation();
        return deviation == null ? "" : deviation.isEmpty() ? "◄ deviation" : "◄ deviation: " + deviation;
    }

    private static List<String> cells(String step, String time, List<String> lanes, String deviation, boolean timed) {
        List<String> cells = new ArrayList<>();
        cells.add(step);
        cells.addAll(timed ? List.of(time) : Collections.emptyList());
        cells.addAll(lanes);
        cells.add(deviation);
        return cells;
    }
}
