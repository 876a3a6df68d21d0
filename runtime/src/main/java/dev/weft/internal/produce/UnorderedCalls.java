package dev.weft.internal.produce;

import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.TaskImpl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls whose results are taken as they come.
 *
 * <p>Invariant: from {@code first} the nodes of the results lead to {@code last}. A node is made when its call begins: at its
 * end there may be no memory.
 */
final class UnorderedCalls extends Calls {
    private final Map<TaskImpl<?>, Node> running = new HashMap<>();
    private @Nullable Node first;
    private @Nullable Node last;
    private int results;

    UnorderedCalls(int most) {
        super(most);
    }

    private static final class Node {
        @Nullable
        Object result;

        @Nullable
        Node next;
    }

    @Override
    int number() {
        return running.size() + results;
    }

    @Override
    void begun(TaskImpl<?> call) {
        running.put(call, new Node());
    }

    @Override
    void succeeded(TaskImpl<?> task) {
        Node node = running.remove(task);
        if (node == null) {
            return;
        }
        node.result = Store.masked(task.resultNow());
        Node before = last;
        if (before == null) {
            first = node;
        } else {
            before.next = node;
        }
        last = node;
        results++;
    }

    /** The first failure cancels all others. */
    @Override
    boolean comesBefore(TaskImpl<?> task, TaskImpl<?> other) {
        return false;
    }

    @Override
    boolean isReady() {
        return first != null;
    }

    @Override
    Object take() {
        Node taken = Unchecked.present(first);
        first = taken.next;
        if (first == null) {
            last = null;
        }
        results--;
        return Unchecked.present(taken.result);
    }

    @Override
    void drainTo(List<Object> left) {
        while (first != null) {
            left.add(take());
        }
    }
}
