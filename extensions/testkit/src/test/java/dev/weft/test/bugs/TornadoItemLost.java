package dev.weft.test.bugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.test.bugs.Scenarios.answer;
import static dev.weft.test.bugs.Scenarios.cancelAfter;
import static dev.weft.test.bugs.Scenarios.check;
import static dev.weft.test.bugs.Scenarios.pause;
import static dev.weft.test.bugs.Scenarios.rest;

import dev.weft.Async;
import dev.weft.Awaiter;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncQueue;
import dev.weft.test.Sim;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tornado <a href="https://github.com/tornadoweb/tornado/issues/2826">2826</a>: a queue loses an item.
 *
 * <p>The queue hands an item to a getter that waits. The getter's task was cancelled, and drops it. In Tornado the cancel
 * comes behind the item, which Weft would not let happen. Here it comes before, and the getter does not tell the queue.
 */
final class TornadoItemLost {
    private TornadoItemLost() {}

    private static class Items {
        private final Deque<String> items = new ArrayDeque<>();
        private final Deque<Getter> getters = new ArrayDeque<>();

        void put(String item) {
            Getter getter = getters.poll();
            if (getter == null) {
                items.add(item);
            } else {
                getter.receive(item);
            }
        }

        @Async
        Coroutine<String> get() {
            return result(await(new Getter()));
        }

        private final class Getter implements Awaiter<String> {
            private @Nullable String item = items.poll();
            private Runnable wake = () -> {};

            void receive(String given) {
                item = given;
                wake.run();
            }

            @Override
            public boolean isReady() {
                return item != null;
            }

            @Override
            public void onReady(Runnable wakeUp) {
                wake = wakeUp;
                getters.add(this); // and there it stays when it is cancelled
            }

            @Override
            public String result() {
                return item;
            }
        }
    }

    private static final class Correct extends Items {
        private final AsyncQueue<String> queue = AsyncQueue.fifo(10);

        @Override
        void put(String item) {
            queue.tryPut(item);
        }

        @Override
        Coroutine<String> get() {
            return queue.take();
        }
    }

    private static final class Workshop {
        private final Items jobs;
        private final List<String> finished = new ArrayList<>();

        Workshop(Items jobs) {
            this.jobs = jobs;
        }

        @Async
        Coroutine<Void> give(int millis, String job) {
            jobs.put(await(answer(millis, job)));
            return done();
        }

        @Async
        Coroutine<Void> work(int millis) {
            await(pause(millis));
            while (finished.size() < 2) {
                finished.add(await(jobs.get()));
                await(pause(2));
            }
            return done();
        }
    }

    static Coroutine<Void> faulty(Sim sim) {
        return scenario(sim, new Items());
    }

    static Coroutine<Void> correct(Sim sim) {
        return scenario(sim, new Correct());
    }

    @Async
    private static Coroutine<Void> scenario(Sim sim, Items jobs) {
        var workshop = new Workshop(jobs);
        Task<Void> ann = start(workshop.work(0), "ann");
        Task<Void> bob = start(workshop.work(4), "bob");
        start(workshop.give(2, "window"), "first customer");
        start(workshop.give(5, "door"), "second customer");
        start(cancelAfter(3, ann), "end of ann's shift");
        await(rest(sim));
        check(workshop.finished.size() == 2, "a job is lost");
        bob.cancel("no more jobs");
        return done();
    }
}
