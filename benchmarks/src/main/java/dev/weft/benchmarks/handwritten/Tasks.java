package dev.weft.benchmarks.handwritten;

import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;

/** Starts many tasks that each yield once, and waits for all. */
public final class Tasks {
    private final CallbackLoop loop;
    private int left;
    private int sum;

    private Tasks(CallbackLoop loop, int count) {
        this.loop = loop;
        this.left = count;
    }

    public static int run(CallbackLoop loop, int count) {
        var tasks = new Tasks(loop, count);
        for (int i = 0; i < count; i++) {
            loop.execute(new Small(tasks, i));
        }
        loop.run();
        if (tasks.left != 0) {
            throw new IllegalStateException(tasks.left + " tasks are not done");
        }
        return tasks.sum;
    }

    private static final class Small implements Runnable {
        private final Tasks all;
        private final int x;
        private boolean yielded;

        Small(Tasks all, int x) {
            this.all = all;
            this.x = x;
        }

        @Override
        public void run() {
            if (!yielded) {
                yielded = true;
                all.loop.execute(this);
                return;
            }
            all.sum += Values.of(x);
            all.left--;
        }
    }
}
