package dev.weft.test.internal.world;

import dev.weft.EventLoop;
import dev.weft.ports.LoopInspection;

/** Names the tasks of a loop, whose numbers a schedule sees. */
final class TaskNames {
    private TaskNames() {}

    /**
     * Returns what runs in a step, for people.
     *
     * @param loop the loop
     * @param number the number of the step's task on it; 0 for a callback
     */
    static String of(EventLoop loop, long number) {
        if (number == 0) {
            return "callbacks";
        }
        LoopInspection inspection = LoopInspection.of(loop);
        String id = inspection.id() + "." + number;
        return inspection.unfinished().stream()
                .filter(other -> inspection.idOf(other).equals(id))
                .map(other -> "task " + other.name())
                .findFirst()
                .orElse("a task that has ended");
    }
}
