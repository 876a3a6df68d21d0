package dev.weft.test.internal.report;

import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.ports.LoopInspection;
import dev.weft.ports.LoopInspection.OpenResource;
import dev.weft.ports.LoopInspection.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tasks that have not ended and those that they wait for, as a tree. At the top are the tasks that no other one waits
 * for. A task is described once; where it occurs again it is only named. A way from a task back to itself is a cycle; it is
 * marked where it closes, and named above the tree.
 *
 * <p>Best called on the loop's thread; on others the tree may mix moments, and does not know how long a task sleeps.
 */
public final class AwaitTree {
    private static final int MOST_TASKS = 100;
    private static final int MOST_STATES = 1_000;
    private static final int MOST_CYCLES = 10;
    private static final int MOST_RESOURCES = 20;
    private static final int LONGEST = 200;

    private final LoopInspection loop;
    private final IdentityHashMap<Task<?>, TaskState> states = new IdentityHashMap<>();
    private final Set<Task<?>> drawn = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The tasks from the top of the tree to the one that is being drawn. */
    private final List<Task<?>> path = new ArrayList<>();

    private final List<String> lines = new ArrayList<>();
    private int nodes;

    private AwaitTree(LoopInspection loop) {
        this.loop = loop;
    }

    /** Returns the tree of all unfinished tasks of a loop. */
    public static String of(EventLoop loop) {
        LoopInspection inspection = LoopInspection.of(loop);
        return of(inspection, inspection.unfinished());
    }

    /**
     * Returns the tree of some tasks of a loop, and of those that they wait for.
     *
     * @param loop the loop
     * @param only the tasks
     */
    public static String of(LoopInspection loop, Collection<Task<?>> only) {
        return new AwaitTree(loop).draw(only);
    }

    private String draw(Collection<Task<?>> only) {
        TextTree tree = new TextTree("");
        List<Task<?>> first = only.stream().limit(MOST_STATES).collect(Collectors.toList());
        Set<Task<?>> awaited = Collections.newSetFromMap(new IdentityHashMap<>());
        first.forEach(task -> awaited.addAll(state(task).awaited()));
        first.stream().filter(task -> !awaited.contains(task)).forEach(task -> draw(task, tree));
        // Those that are left wait for themselves, through others or not.
        first.stream().filter(task -> !drawn.contains(task)).forEach(task -> draw(task, tree));
        tree.drawBranches(lines);
        long missing = only.stream().filter(task -> !drawn.contains(task)).count();
        if (missing > 0) {
            lines.add("… and " + missing + " more");
        } else if (only.isEmpty()) {
            lines.add("no unfinished task");
        }
        addResources();
        return String.join("\n", lines);
    }

    private TaskState state(Task<?> task) {
        return states.computeIfAbsent(task, loop::stateOf);
    }

    private void draw(Task<?> task, TextTree parent) {
        if (nodes == MOST_TASKS) {
            return;
        }
        nodes++;
        if (drawn.add(task)) {
            TextTree node = parent.add(TaskLine.of(state(task)));
            path.add(task);
            state(task).awaited().forEach(next -> draw(next, node));
            path.remove(path.size() - 1);
        } else if (path.contains(task)) {
            parent.add("(T) " + TaskLine.name(task) + " — CYCLE");
            if (lines.size() < MOST_CYCLES) {
                lines.add(cycle(path.subList(path.indexOf(task), path.size())));
            }
        } else {
            parent.add("(T) " + TaskLine.name(task) + " (see above)");
        }
    }

    private static String cycle(List<Task<?>> tasks) {
        String names = tasks.stream().map(TaskLine::name).collect(Collectors.joining(" → "));
        return "CYCLE: " + Text.cut(names, LONGEST) + " → " + TaskLine.name(tasks.get(0));
    }

    private void addResources() {
        List<OpenResource> open = loop.openResources();
        for (OpenResource resource : open.subList(0, Math.min(MOST_RESOURCES, open.size()))) {
            Task<?> opener = resource.opener();
            lines.add("open: " + Text.of(resource.resource(), LONGEST)
                    + (opener == null ? "" : ", opened by task " + TaskLine.name(opener)));
        }
        if (open.size() > MOST_RESOURCES) {
            lines.add("… and " + (open.size() - MOST_RESOURCES) + " more open");
        }
    }
}
