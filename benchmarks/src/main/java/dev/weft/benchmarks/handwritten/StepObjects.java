package dev.weft.benchmarks.handwritten;

import dev.weft.benchmarks.Values;

/**
 * Calls of an interface with three implementations, where each call gives an object that can be run, passed on, or dropped, as a
 * coroutine can. This is the least that such a design costs: it makes the object and calls twice.
 */
public final class StepObjects {
    private interface Step {
        Call from(int x);
    }

    /** A call that was not run yet. */
    private abstract static class Call {
        int state;

        @SuppressWarnings("unused") // a call that suspends is awaited by another one
        Call caller;

        abstract Integer run();
    }

    private static final class One implements Step {
        @Override
        public Call from(int x) {
            return new OneCall(this, x);
        }

        private Integer sum(int x) {
            return Values.of(x + 1);
        }
    }

    private static final class Two implements Step {
        @Override
        public Call from(int x) {
            return new TwoCall(this, x);
        }

        private Integer sum(int x) {
            return Values.of(x + 2);
        }
    }

    private static final class Three implements Step {
        @Override
        public Call from(int x) {
            return new ThreeCall(this, x);
        }

        private Integer sum(int x) {
            return Values.of(x + 3);
        }
    }

    private static final class OneCall extends Call {
        private final One receiver;
        private final int x;

        OneCall(One receiver, int x) {
            this.receiver = receiver;
            this.x = x;
        }

        @Override
        Integer run() {
            return receiver.sum(x);
        }
    }

    private static final class TwoCall extends Call {
        private final Two receiver;
        private final int x;

        TwoCall(Two receiver, int x) {
            this.receiver = receiver;
            this.x = x;
        }

        @Override
        Integer run() {
            return receiver.sum(x);
        }
    }

    private static final class ThreeCall extends Call {
        private final Three receiver;
        private final int x;

        ThreeCall(Three receiver, int x) {
            this.receiver = receiver;
            this.x = x;
        }

        @Override
        Integer run() {
            return receiver.sum(x);
        }
    }

    private final Step[] steps = {
        new One(), new Two(), new Three(), new Two(), new Three(), new One(), new Three(), new One()
    };

    public int run(int times) {
        int x = 0;
        for (int i = 0; i < times; i++) {
            var call = steps[i & 7].from(x);
            if (call.state != 0) {
                throw new IllegalStateException("it was run before");
            }
            call.state = -1;
            x = call.run();
        }
        return x;
    }
}
