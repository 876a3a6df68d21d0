package dev.weft.benchmarks.offbynull;

import com.offbynull.coroutines.user.Continuation;
import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;

/** Ten calls inside one another, in one class. None suspends. */
public final class Nested {
    private Nested() {}

    /** Ten calls of one method. */
    public static int oneMethod(CallbackLoop loop, int times) {
        return new OneMethod(loop, times).runAll();
    }

    /** A call of each of ten methods. */
    public static int tenMethods(CallbackLoop loop, int times) {
        return new TenMethods(loop, times).runAll();
    }

    private static int call(Continuation c, int depth, int x) {
        return depth == 1 ? Values.of(x) : call(c, depth - 1, x) + 1;
    }

    private static int level1(Continuation c, int x) {
        return level2(c, x) + 1;
    }

    private static int level2(Continuation c, int x) {
        return level3(c, x) + 1;
    }

    private static int level3(Continuation c, int x) {
        return level4(c, x) + 1;
    }

    private static int level4(Continuation c, int x) {
        return level5(c, x) + 1;
    }

    private static int level5(Continuation c, int x) {
        return level6(c, x) + 1;
    }

    private static int level6(Continuation c, int x) {
        return level7(c, x) + 1;
    }

    private static int level7(Continuation c, int x) {
        return level8(c, x) + 1;
    }

    private static int level8(Continuation c, int x) {
        return level9(c, x) + 1;
    }

    private static int level9(Continuation c, int x) {
        return level10(c, x) + 1;
    }

    private static int level10(Continuation c, int x) {
        return Values.of(x);
    }

    private static final class OneMethod extends Fibre {
        private final int times;

        OneMethod(CallbackLoop loop, int times) {
            super(loop);
            this.times = times;
        }

        @Override
        int body(Continuation c) {
            int x = 0;
            for (int i = 0; i < times; i++) {
                x = call(c, 10, x + i);
            }
            return x;
        }
    }

    private static final class TenMethods extends Fibre {
        private final int times;

        TenMethods(CallbackLoop loop, int times) {
            super(loop);
            this.times = times;
        }

        @Override
        int body(Continuation c) {
            int x = 0;
            for (int i = 0; i < times; i++) {
                x = level1(c, x + i);
            }
            return x;
        }
    }
}
