package dev.weft.tools.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tasks and those that they await, as a tree: below each task the methods that wait in it, outermost first, and
 * below them the tasks that it awaits. At the top are the tasks that no other task awaits. A task is drawn once; where
 * it occurs again it is only named. What lies very deep is drawn further below, as a tree of its own.
 */
public final class AwaitTree {

    /** The longest stack that is drawn whole; a longer one is drawn without its middle. */
    private static final int MAX_POSITIONS = 40;

    /** How many lines may lie inside one another before a task begins a tree of its own. */
    private static final int MAX_DEPTH = 100;

    private final Map<String, TaskState> tasks = new LinkedHashMap<>();
    private final Set<String> drawn = new HashSet<>();
    private final Set<String> path = new HashSet<>();
    private final Deque<TaskState> later = new ArrayDeque<>();

    private AwaitTree(List<LoopState> loops) {
        loops.forEach(loop -> loop.tasks().forEach(task -> tasks.put(task.id(), task)));
    }

    /** Returns the cycles first, if there are any, then a tree for each loop. */
    public static List<String> lines(List<LoopState> loops) {
        var cycles = AwaitCycles.in(loops).stream().map(AwaitTree::cycle).toList();
        var tree = new AwaitTree(loops);
        var lines = loops.stream().flatMap(loop -> tree.draw(loop).lines().stream());
        return Stream.concat(cycles.stream(), lines).toList();
    }

    private static String cycle(List<TaskState> cycle) {
        var names = cycle.stream().map(TaskState::shortName).collect(Collectors.joining(" → "));
        return "CYCLE: " + names + " → " + cycle.get(0).shortName();
    }

    private TextTree draw(LoopState loop) {
        var root = new TextTree(loop.title() + (loop.consistent() ? "" : " (busy, looked at from outside)"));
        if (!loop.threadStack().isEmpty()) {
            var thread = root.add("its thread is at");
            shortened(loop.threadStack()).forEach(thread::add);
        }
        var awaited =
                tasks.values().stream().flatMap(task -> task.awaits().stream()).collect(Collectors.toSet());
        loop.tasks().stream().filter(task -> !awaited.contains(task.id())).forEach(task -> drawAll(task, root));
        // The tasks that are left await themselves, directly or not, or are awaited from another loop and drawn there.
        loop.tasks().stream()
                .filter(task -> !drawn.contains(task.id()) && isInCycle(task))
                .forEach(task -> drawAll(task, root));
        if (loop.taskCount() > loop.tasks().size()) {
            root.add("… and " + (loop.taskCount() - loop.tasks().size()) + " more tasks");
        }
        return root;
    }

    private boolean isInCycle(TaskState task) {
        var reached = new HashSet<String>();
        var next = new ArrayDeque<>(task.awaits());
        while (!next.isEmpty()) {
            var id = next.poll();
            if (id.equals(task.id())) {
                return true;
            }
            var known = tasks.get(id);
            if (known != null && reached.add(id)) {
                next.addAll(known.awaits());
            }
        }
        return false;
    }

    private void drawAll(TaskState task, TextTree root) {
        draw(task, root, 0);
        while (!later.isEmpty()) {
            var next = later.poll();
            if (!drawn.contains(next.id())) {
                draw(next, root, 0);
            }
        }
    }

    private void draw(TaskState task, TextTree parent, int depth) {
        if (depth > MAX_DEPTH && !drawn.contains(task.id())) {
            parent.add(task.label() + " (see below)");
            later.add(task);
            return;
        }
        if (!drawn.add(task.id())) {
            parent.add(task.label() + (path.contains(task.id()) ? " — CYCLE" : " (see above)"));
            return;
        }
        var status = task.status().equals("SUSPENDED") ? "" : " " + PlainText.of(task.status());
        var node = parent.add(task.label() + status);
        path.add(task.id());
        var stack = shortened(task.stack());
        for (int i = stack.size() - 1; i >= 0; i--) {
            node = node.add(stack.get(i));
        }
        if (task.isWordsNeeded()) {
            node = node.add(PlainText.of(task.waitsFor()));
        }
        for (var id : task.awaits()) {
            var awaited = tasks.get(id);
            if (awaited == null) {
                node.add("(T) [" + PlainText.of(id) + "]");
            } else {
                draw(awaited, node, depth + stack.size() + 2);
            }
        }
        path.remove(task.id());
    }

    private static List<String> shortened(List<Position> stack) {
        var texts = stack.stream().map(Position::toString).toList();
        if (texts.size() <= MAX_POSITIONS) {
            return texts;
        }
        int half = MAX_POSITIONS / 2;
        var shortened = new ArrayList<>(texts.subList(0, half));
        shortened.add("… " + (texts.size() - 2 * half) + " more");
        shortened.addAll(texts.subList(texts.size() - half, texts.size()));
        return shortened;
    }
}
