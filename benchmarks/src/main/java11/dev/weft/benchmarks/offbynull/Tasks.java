package dev.weft.benchmarks.offbynull;

import com.offbynull.coroutines.user.Continuation;
import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;
import java.util.ArrayList;

/** Starts many tasks that each yield once, and waits for all. */
public final class Tasks extends Fibre {
    private final int count;

    private Tasks(CallbackLoop loop, int count) {
        super(loop);
        this.count = count;
    }

    public static int run(CallbackLoop loop, int count) {
        return new Tasks(loop, count).runAll();
    }

    @Override
    int body(Continuation c) {
        ArrayList<Small> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Small task = new Small(loop(), i);
            task.start();
            tasks.add(task);
        }
        int sum = 0;
        for (Small task : tasks) {
            sum += task.join(c, this);
        }
        return sum;
    }

    private static final class Small extends Fibre {
        private final int x;

        Small(CallbackLoop loop, int x) {
            super(loop);
            this.x = x;
        }

        @Override
        int body(Continuation c) {
            yieldNow(c);
            return Values.of(x);
        }
    }
}
