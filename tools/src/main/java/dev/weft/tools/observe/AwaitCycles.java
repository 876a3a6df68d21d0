package dev.weft.tools.observe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds tasks that await one another in a circle, by depth-first search: each edge back into the path closes a cycle.
 * The runtime itself refuses most cycles as deadlocks, so only those through several loops or through futures are found
 * here.
 */
final class AwaitCycles {

    private final Map<String, TaskState> tasks = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<TaskState> path = new ArrayList<>();
    private final List<List<TaskState>> cycles = new ArrayList<>();

    private AwaitCycles(List<LoopState> loops) {
        loops.forEach(loop -> loop.tasks().forEach(task -> tasks.put(task.id(), task)));
    }

    /** Each cycle begins with the task that was met first, which is not repeated at the end. */
    static List<List<TaskState>> in(List<LoopState> loops) {
        var search = new AwaitCycles(loops);
        search.tasks.values().forEach(search::visit);
        return search.cycles;
    }

    private void visit(TaskState task) {
        int again = path.indexOf(task);
        if (again >= 0) {
            cycles.add(List.copyOf(path.subList(again, path.size())));
        } else if (seen.add(task.id())) {
            path.add(task);
            for (var awaited : task.awaits()) {
                var next = tasks.get(awaited);
                if (next != null) {
                    visit(next);
                }
            }
            path.remove(path.size() - 1);
        }
    }
}
