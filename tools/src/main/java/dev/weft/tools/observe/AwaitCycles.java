package dev.weft.tools.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
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
    private final Set<String> onPath = new HashSet<>();
    private final Deque<Iterator<String>> rest = new ArrayDeque<>(); // of each on the path, what it awaits, too
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

    /** Without recursion: a chain may be as long as memory allows. */
    private void visit(TaskState start) {
        enter(start);
        while (!path.isEmpty()) {
            var awaited = rest.getLast();
            if (awaited.hasNext()) {
                var next = tasks.get(awaited.next());
                if (next != null) {
                    enter(next);
                }
            } else {
                rest.removeLast();
                onPath.remove(path.remove(path.size() - 1).id());
            }
        }
    }

    private void enter(TaskState task) {
        if (seen.add(task.id())) {
            path.add(task);
            onPath.add(task.id());
            rest.add(task.awaits().iterator());
        } else if (onPath.contains(task.id())) {
            cycles.add(List.copyOf(path.subList(path.indexOf(task), path.size())));
        }
    }
}
