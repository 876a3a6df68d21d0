package dev.weft.tools.observe;

import java.util.List;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;

/** Reads the open data that the runtime's MBeans return. All names of their items are here. */
final class LoopDataReader {

    private LoopDataReader() {}

    static LoopState read(CompositeData loop, String thread, long steps, long longestMicros) {
        return new LoopState(
                (Integer) loop.get("id"),
                thread,
                (Boolean) loop.get("consistent"),
                steps,
                (Long) loop.get("lagMicros"),
                longestMicros,
                (Integer) loop.get("taskCount"),
                Stream.of((CompositeData[]) loop.get("tasks"))
                        .map(LoopDataReader::task)
                        .toList(),
                positions(loop.get("threadStack")));
    }

    private static TaskState task(CompositeData task) {
        return new TaskState(
                (String) task.get("id"),
                (String) task.get("name"),
                (String) task.get("status"),
                (String) task.get("waitsFor"),
                List.of((String[]) task.get("awaits")),
                positions(task.get("stack")));
    }

    private static List<Position> positions(Object stack) {
        return Stream.of((CompositeData[]) stack)
                .map(element -> new Position(
                        (String) element.get("className"),
                        (String) element.get("methodName"),
                        (String) element.get("fileName"),
                        (Integer) element.get("lineNumber")))
                .toList();
    }
}
