package dev.weft.internal.produce;

import dev.weft.Task.Status;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.TaskImpl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls whose results are taken in the order in which the calls have begun. A call that has failed stays at its place:
 * nothing is ready behind it.
 */
final class OrderedCalls extends Calls {
    private final ArrayDeque<TaskImpl<?>> calls = new ArrayDeque<>();

    OrderedCalls(int most) {
        super(most);
    }

    @Override
    int number() {
        return calls.size();
    }

    @Override
    void begun(TaskImpl<?> call) {
        calls.add(call);
    }

    @Override
    boolean comesBefore(TaskImpl<?> task, TaskImpl<?> other) {
        for (TaskImpl<?> call : calls) {
            if (call == task || call == other) {
                return call == task;
            }
        }
        return false;
    }

    /** Returns which of the unfinished tasks are of no use once this one has failed; none if it is no call. */
    List<TaskImpl<?>> uselessAfter(TaskImpl<?> failed, List<TaskImpl<?>> unfinished) {
        List<TaskImpl<?>> useless = new ArrayList<>();
        if (calls.contains(failed)) {
            useless.addAll(unfinished);
            for (TaskImpl<?> call : calls) {
                if (call == failed) {
                    break;
                }
                useless.remove(call);
            }
        }
        return useless;
    }

    @Override
    boolean isReady() {
        TaskImpl<?> first = calls.peek();
        return first != null && hasResult(first);
    }

    @Override
    Object take() {
        return Store.masked(Unchecked.present(calls.poll()).resultNow());
    }

    @Override
    void drainTo(List<Object> left) {
        for (TaskImpl<?> call : calls) {
            if (hasResult(call)) {
                left.add(Store.masked(call.resultNow()));
            }
        }
        calls.clear();
    }

    private static boolean hasResult(TaskImpl<?> call) {
        return call.status() == Status.SUCCEEDED;
    }
}
