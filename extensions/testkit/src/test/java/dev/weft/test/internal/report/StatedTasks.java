package dev.weft.test.internal.report;

import dev.weft.ContextLocal;
import dev.weft.Task;
import dev.weft.ports.LoopInspection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A view of tasks in the states that a test states. */
final class StatedTasks implements LoopInspection {
    private final Map<Task<?>, TaskState> states = new LinkedHashMap<>();
    private final List<OpenResource> open = new ArrayList<>();

    void add(TaskState state) {
        states.put(state.task(), state);
    }

    void open(Object resource, Task<?> opener) {
        open.add(new OpenResource(resource, opener));
    }

    @Override
    public int id() {
        return 1;
    }

    @Override
    public int taskCount() {
        return states.size();
    }

    @Override
    public List<Task<?>> unfinished() {
        return List.copyOf(states.keySet());
    }

    @Override
    public List<TaskState> taskStates(int limit) {
        return states.values().stream().limit(limit).toList();
    }

    @Override
    public TaskState stateOf(Task<?> task) {
        return states.get(task);
    }

    @Override
    public String idOf(Task<?> task) {
        return states.get(task).id();
    }

    @Override
    public Tracking trackResourcesWithStacks() {
        return trackResources();
    }

    @Override
    public Tracking trackResources() {
        return () -> {};
    }

    @Override
    public List<OpenResource> openResources() {
        return open;
    }

    @Override
    public <T> @Nullable T boundIn(Task<?> task, ContextLocal<T> local) {
        return null;
    }
}
