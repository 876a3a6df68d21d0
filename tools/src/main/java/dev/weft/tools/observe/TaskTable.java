package dev.weft.tools.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The tasks of loops, one a line. */
public final class TaskTable {

    private static final List<String> HEADER = List.of("ID", "STATUS", "NAME", "AT", "AWAITS");

    private TaskTable() {}

    public static List<String> lines(List<LoopState> loops) {
        var lines = new ArrayList<String>();
        for (var loop : loops) {
            lines.add(summary(loop));
            loop.threadStack().stream().limit(10).forEach(position -> lines.add("    at " + position));
            var rows = new ArrayList<List<String>>();
            rows.add(HEADER);
            loop.tasks().forEach(task -> rows.add(row(task)));
            lines.addAll(aligned(rows));
            if (loop.taskCount() > loop.tasks().size()) {
                lines.add("… and " + (loop.taskCount() - loop.tasks().size()) + " more");
            }
        }
        return lines;
    }

    private static String summary(LoopState loop) {
        return String.format(
                Locale.ROOT,
                "%s: %d task%s, %d steps, %s %.1f ms, longest callback %.1f ms%s",
                loop.title(),
                loop.taskCount(),
                loop.taskCount() == 1 ? "" : "s",
                loop.steps(),
                loop.consistent() ? "lag" : "no answer for",
                loop.lagMicros() / 1e3,
                loop.longestMicros() / 1e3,
                loop.consistent() ? "" : "; it is busy, and was looked at from outside");
    }

    private static List<String> row(TaskState task) {
        var awaits = (String.join(" ", task.awaits()) + "  " + (task.isWordsNeeded() ? task.waitsFor() : "")).strip();
        return List.of(task.id(), task.status(), task.name(), task.at(), awaits).stream()
                .map(PlainText::of)
                .toList();
    }

    private static List<String> aligned(List<List<String>> rows) {
        var widths = IntStream.range(0, HEADER.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> {
                    var line = new StringBuilder();
                    for (int column = 0; column < row.size(); column++) {
                        var cell = row.get(column);
                        line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
                    }
                    return line.toString().stripTrailing();
                })
                .toList();
    }
}
