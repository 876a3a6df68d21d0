package dev.weft.benchmarks.ea;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.benchmarks.Values;
import java.util.concurrent.CompletableFuture;

/** Calls of an interface with three implementations. None suspends. */
public final class Steps {
    private interface Step {
        CompletableFuture<Integer> from(int x);
    }

    private static final class One implements Step {
        @Override
        public CompletableFuture<Integer> from(int x) {
            return completedFuture(Values.of(x + 1));
        }
    }

    private static final class Two implements Step {
        @Override
        public CompletableFuture<Integer> from(int x) {
            return completedFuture(Values.of(x + 2));
        }
    }

    private static final class Three implements Step {
        @Override
        public CompletableFuture<Integer> from(int x) {
            return completedFuture(Values.of(x + 3));
        }
    }

    private final Step[] steps = {
        new One(), new Two(), new Three(), new Two(), new Three(), new One(), new Three(), new One()
    };

    public CompletableFuture<Integer> run(int times) {
        int x = 0;
        for (int i = 0; i < times; i++) {
            x = await(steps[i & 7].from(x));
        }
        return completedFuture(x);
    }
}
