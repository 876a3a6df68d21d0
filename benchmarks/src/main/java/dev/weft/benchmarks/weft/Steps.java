package dev.weft.benchmarks.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.benchmarks.Values;

/** Calls of an interface with three implementations. None suspends. */
public final class Steps {
    private interface Step {
        Coroutine<Integer> from(int x);
    }

    private static final class One implements Step {
        @Override
        @Async
        public Coroutine<Integer> from(int x) {
            return result(Values.of(x + 1));
        }
    }

    private static final class Two implements Step {
        @Override
        @Async
        public Coroutine<Integer> from(int x) {
            return result(Values.of(x + 2));
        }
    }

    private static final class Three implements Step {
        @Override
        @Async
        public Coroutine<Integer> from(int x) {
            return result(Values.of(x + 3));
        }
    }

    private final Step[] steps = {
        new One(), new Two(), new Three(), new Two(), new Three(), new One(), new Three(), new One()
    };

    @Async
    public Coroutine<Integer> run(int times) {
        int x = 0;
        for (int i = 0; i < times; i++) {
            x = await(steps[i & 7].from(x));
        }
        return result(x);
    }
}
