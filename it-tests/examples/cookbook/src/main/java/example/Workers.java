package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.sync.AsyncQueue;
import java.util.function.Consumer;

/** Some tasks that do what others submit. */
final class Workers {
    private final AsyncQueue<AsyncCallable<?>> jobs = AsyncQueue.fifo(100);
    private final Consumer<Exception> failures;

    Workers(Consumer<Exception> failures) {
        this.failures = failures;
    }

    /** Waits while there are too many. */
    <T> Coroutine<Void> submit(AsyncCallable<T> job) {
        return jobs.put(job);
    }

    /** No more jobs. Those that are here are still done. */
    void end() {
        jobs.shutdown(false);
    }

    /** Ends when all is done. */
    @Async
    Coroutine<Void> work(int workers) {
        try (var group = TaskGroup.open()) {
            for (int i = 1; i <= workers; i++) {
                group.start(worker(), "worker " + i);
            }
            await(group.join());
        }
        return done();
    }

    @Async
    private Coroutine<Void> worker() {
        for (var job : await(jobs.stream())) {
            try {
                await(job.call());
            } catch (Exception e) {
                failures.accept(e);
            }
        }
        return done();
    }
}
