package dev.weft.fault;

import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The code of a task on a loop calls one operation while others wait for it. The fault happens in that call only. What was
 * not done then is done again, by a task whose stack is long.
 */
final class DeepScenarios {
    private DeepScenarios() {}

    abstract static class InTask extends LoopScenario {
        final List<Object> ended = new ArrayList<>();

        InTask() {
            super("done");
        }

        @Override
        boolean armsItself() {
            return true;
        }

        /** Starts those who wait. */
        void others() {}

        /** The operation; it may be called again. */
        abstract void act();

        /** The number of others. */
        int count() {
            return 2;
        }

        final void other(Object source) {
            loop.start(script("other").await(source).caught(e -> null).then(v -> ended.add("other")));
        }

        private void actOnce() {
            Faults.resume();
            try {
                act();
            } finally {
                Faults.pause();
            }
        }

        @Override
        Coroutine<Object> program() {
            others();
            return script("deep")
                    .await(v -> Weft.sleep(SECOND))
                    .then(v -> {
                        actOnce();
                        requireRestingPool();
                        return null;
                    })
                    .caught(e -> {
                        receive(e);
                        act();
                        return null;
                    })
                    .await(v -> Weft.sleep(SECOND.multipliedBy(10)))
                    .give("done");
        }

        @Override
        void check() {
            require(ended.size() == count(), "of " + count() + " others have ended " + ended.size());
        }
    }

    static final class ClosesPermit extends InTask {
        private final AsyncLock lock = new AsyncLock();
        private final Permit held = lock.tryAcquire();

        @Override
        void others() {
            other(LoopScenarios.usingPermit(this, lock.acquire(), Weft.yieldNow()));
            other(LoopScenarios.usingPermit(this, lock.acquire(), Weft.yieldNow()));
        }

        @Override
        void act() {
            held.close();
        }

        @Override
        void check() {
            super.check();
            require(!lock.isLocked(), "the permit is lost: " + lock);
        }
    }

    static final class SetsEvent extends InTask {
        private final AsyncEvent event = new AsyncEvent();

        @Override
        void others() {
            other(event.whenSet());
            other(event.whenSet());
        }

        @Override
        void act() {
            event.set();
        }
    }

    static final class PutsItem extends InTask {
        private final AsyncQueue<Integer> queue = AsyncQueue.fifo(1);

        @Override
        void others() {
            other(queue.take());
        }

        @Override
        void act() {
            queue.tryPut(1);
        }

        @Override
        int count() {
            return 1;
        }
    }

    static final class CompletesStage extends InTask {
        private final CompletableFuture<Object> stage = new CompletableFuture<>();

        @Override
        void others() {
            other(stage);
        }

        @Override
        void act() {
            stage.complete(1);
        }

        @Override
        int count() {
            return 1;
        }
    }

    static final class CancelsTask extends InTask {
        private final List<Task<?>> tasks = new ArrayList<>();

        @Override
        void others() {
            tasks.add(loop.start(script("victim")
                    .await(new CompletableFuture<>())
                    .caughtAwaiting(e -> Weft.sleep(SECOND))
                    .then(v -> ended.add("victim"))));
        }

        @Override
        void act() {
            tasks.get(0).cancel("why");
        }

        @Override
        int count() {
            return 1;
        }
    }

    static final class StartsTask extends InTask {
        @Override
        void act() {
            Weft.start(script("started").await(Weft.sleep(SECOND)).then(v -> ended.add("started")));
        }

        @Override
        void check() {
            require(ended.size() >= 1, "the started task has not ended");
        }
    }

    static final class SetsTimer extends InTask {
        @Override
        void act() {
            loop.schedule(SECOND, () -> ended.add("timer"));
        }

        @Override
        void check() {
            require(ended.size() >= 1, "the timer has not fired");
        }
    }
}
