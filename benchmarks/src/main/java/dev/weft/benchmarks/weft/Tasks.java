package dev.weft.benchmarks.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.benchmarks.Values;
import java.util.ArrayList;

/** Starts many tasks that each yield once, and awaits all. */
public final class Tasks {
    private Tasks() {}

    @Async
    public static Coroutine<Integer> run(int count) {
        var tasks = new ArrayList<Task<Integer>>(count);
        for (int i = 0; i < count; i++) {
            tasks.add(start(small(i)));
        }
        int sum = 0;
        for (var task : tasks) {
            sum += await(task);
        }
        return result(sum);
    }

    @Async
    static Coroutine<Integer> small(int x) {
        await(yieldNow());
        return result(Values.of(x));
    }
}
