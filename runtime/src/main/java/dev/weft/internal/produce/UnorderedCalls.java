package dev.weft.internal.produce;

import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.TaskImpl;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Calls whose results are taken as they come. */
final class UnorderedCalls extends Calls {
    private final Set<TaskImpl<?>> running = new HashSet<>();
    private final ArrayDeque<Object> results = new ArrayDeque<>();

    UnorderedCalls(int most) {
        super(most);
    }

    @Override
    int number() {
        return running.size() + results.size();
    }

    @Override
    void begun(TaskImpl<?> call) {
        running.add(call);
    }

    @Override
    void succeeded(TaskImpl<?> task) {
        if (running.remove(task)) {
            results.add(Store.masked(task.resultNow()));
        }
    }

    /** The first failure cancels all others. */
    @Override
    boolean comesBefore(TaskImpl<?> task, TaskImpl<?> other) {
        return false;
    }

    @Override
    boolean isReady() {
        return !results.isEmpty();
    }

    @Override
    Object take() {
        return Unchecked.present(results.poll());
    }

    @Override
    void drainTo(List<Object> left) {
        left.addAll(results);
        results.clear();
    }
}
