package dev.weft.fault;

import dev.weft.CancelledError;
import dev.weft.Script;
import dev.weft.Weft;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls of hot methods without a loop. */
final class HotScenarios {
    private HotScenarios() {}

    /** The fault happens as what calls await is completed. */
    abstract static class Completion extends Scenario {
        final CompletableFuture<Object> gate = new CompletableFuture<>();
        final List<CompletableFuture<Object>> calls = new ArrayList<>();

        @Override
        void operate() throws Throwable {
            gate.complete("value");
        }

        @Override
        void verify(@Nullable Throwable thrown) throws Throwable {
            require(thrown == null || isFault(thrown), "complete() has thrown " + thrown);
            gate.complete("value");
            requireAnother();
            for (CompletableFuture<Object> call : calls) {
                requireEnded(call, "value");
            }
        }
    }

    static final class Completes extends Completion {
        @Override
        void prepare() {
            calls.add(script("hot").await(gate).hot());
        }
    }

    /** Its clean-up runs, whatever happens. */
    static final class CompletesWithCleanUp extends Completion {
        private final AsyncLock lock = new AsyncLock();

        @Override
        void prepare() {
            Permit held = lock.tryAcquire();
            calls.add(script("hot")
                    .await(gate)
                    .caught(this::receive)
                    .then(v -> {
                        LoopScenarios.close(held);
                        return v;
                    })
                    .hot());
        }

        @Override
        void verify(@Nullable Throwable thrown) throws Throwable {
            super.verify(thrown);
            require(!lock.isLocked(), "the permit is lost");
        }
    }

    static final class CompletesAChain extends Completion {
        @Override
        void prepare() {
            CompletableFuture<Object> last = gate;
            for (int i = 0; i < 4; i++) {
                CompletableFuture<Object> before = last;
                last = script("hot").await(before).hot();
                calls.add(last);
            }
        }
    }

    static final class CompletesKept extends Completion {
        private static final class Foreign extends CompletableFuture<Object> {}

        @Override
        void prepare() {
            Foreign foreign = new Foreign();
            calls.add(script("hot").await(foreign).await(v -> gate).hot());
            foreign.complete(1);
        }
    }

    /** The call suspends twice. */
    static final class Suspends extends Scenario {
        private final CompletableFuture<Object> first = new CompletableFuture<>();
        private final CompletableFuture<Object> second = new CompletableFuture<>();
        private @Nullable CompletableFuture<Object> call;

        @Override
        void prepare() {}

        @Override
        void operate() {
            call = script("hot").await(first).await(v -> second).hot();
            first.complete(1);
        }

        @Override
        void verify(@Nullable Throwable thrown) {
            require(thrown == null || isFault(thrown), "the call has thrown " + thrown);
            first.complete(1);
            requireAnother();
            second.complete("value");
            if (call != null) {
                requireEnded(call, "value");
            }
        }
    }

    /** The limit of a call is over before it has suspended; then the call waits for something else. */
    static final class IsTimedOut extends Scenario {
        private final CompletableFuture<Object> never = new CompletableFuture<>();
        private final CompletableFuture<Object> behind = new CompletableFuture<>();
        private @Nullable CompletableFuture<Object> call;

        @Override
        void prepare() {}

        @Override
        void operate() {
            call = script("hot")
                    .await(v -> Weft.withTimeout(Duration.ZERO, script("inner").await(never)))
                    .caught(e -> e instanceof TimeoutException ? "timeout" : receive(e))
                    .await(v -> behind)
                    .hot();
        }

        @Override
        void verify(@Nullable Throwable thrown) {
            require(thrown == null || isFault(thrown), "the call has thrown " + thrown);
            behind.complete("value");
            requireAnother();
            if (call != null) {
                requireEnded(call, "value");
            }
        }
    }

    /** A limited call gets its value in time. */
    static final class EndsInTime extends Completion {
        @Override
        void prepare() {
            calls.add(script("hot")
                    .await(v ->
                            Weft.withTimeout(Duration.ofDays(1), script("inner").await(gate)))
                    .hot());
        }
    }

    static final class ClosesPermit extends Scenario {
        private final AsyncLock lock = new AsyncLock();
        private final List<CompletableFuture<Object>> calls = new ArrayList<>();
        private @Nullable Permit held;

        @Override
        void prepare() {
            held = lock.tryAcquire();
            for (int i = 0; i < 3; i++) {
                calls.add(((Script<Object>) LoopScenarios.usingPermit(this, lock.acquire(), Weft.result(1))).hot());
            }
        }

        @Override
        void operate() {
            held.close();
        }

        @Override
        void verify(@Nullable Throwable thrown) {
            require(thrown == null || isFault(thrown), "close() has thrown " + thrown);
            held.close();
            requireAnother();
            requireRestingPool();
            for (CompletableFuture<Object> call : calls) {
                require(call.isDone(), "a hot call waits for ever");
            }
            require(!lock.isLocked(), "the permit is lost: " + lock);
        }
    }

    static final class SetsEvent extends Scenario {
        private final AsyncEvent event = new AsyncEvent();
        private final List<CompletableFuture<Object>> calls = new ArrayList<>();

        @Override
        void prepare() {
            for (int i = 0; i < 3; i++) {
                calls.add(script("waits").await(event.whenSet()).give("set").hot());
            }
        }

        @Override
        void operate() {
            event.set();
        }

        @Override
        void verify(@Nullable Throwable thrown) {
            require(thrown == null || isFault(thrown), "set() has thrown " + thrown);
            event.set();
            for (CompletableFuture<Object> call : calls) {
                requireEnded(call, "set");
            }
        }
    }

    static final class PutsItem extends Scenario {
        private final AsyncQueue<Integer> queue = AsyncQueue.fifo(2);
        private final List<CompletableFuture<Object>> calls = new ArrayList<>();
        private final List<Object> taken = new ArrayList<>();
        private boolean put;

        @Override
        void prepare() {
            calls.add(script("takes").await(queue.take()).then(taken::add).hot());
        }

        @Override
        void operate() {
            put = queue.tryPut(1);
        }

        @Override
        void verify(@Nullable Throwable thrown) {
            require(thrown == null || isFault(thrown), "tryPut() has thrown " + thrown);
            if (!calls.get(0).isDone()) {
                queue.tryPut(2);
            }
            require(calls.get(0).isDone(), "a hot call waits for ever");
            Integer rest = queue.poll();
            require(
                    !put || taken.contains(1) || Integer.valueOf(1).equals(rest) || isFault(failure(calls.get(0))),
                    "the item is lost");
        }

        private static @Nullable Throwable failure(CompletableFuture<Object> call) {
            return call.handle((value, failure) -> failure).join();
        }
    }

    static final class Cancels extends Scenario {
        private final CompletableFuture<Object> gate = new CompletableFuture<>();
        private final List<Object> ended = new ArrayList<>();
        private @Nullable CompletableFuture<Object> outer;

        private CompletableFuture<Object> level(CompletableFuture<Object> awaited) {
            return script("hot")
                    .await(awaited)
                    .caught(e -> e instanceof CancelledError ? "cancelled" : "failed")
                    .then(v -> ended.add(v))
                    .hot();
        }

        @Override
        void prepare() {
            outer = level(level(gate));
        }

        @Override
        void operate() {
            outer.cancel(true);
        }

        @Override
        void verify(@Nullable Throwable thrown) {
            require(thrown == null || isFault(thrown), "cancel() has thrown " + thrown);
            outer.cancel(true);
            gate.complete(1);
            require(ended.size() == 2, "of two calls only " + ended + " ended");
            require(outer.isDone(), "the future is not done");
        }
    }
}
