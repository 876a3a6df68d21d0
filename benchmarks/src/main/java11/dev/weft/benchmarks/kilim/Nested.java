package dev.weft.benchmarks.kilim;

import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;
import kilim.Pausable;
import kilim.Task;

/** Ten calls inside one another, in one class. None suspends. */
public final class Nested {
    private Nested() {}

    /** Ten calls of one method. */
    public static int oneMethod(CallbackLoop loop, int times) {
        return OnLoop.run(loop, new OneMethod(times));
    }

    /** A call of each of ten methods. */
    public static int tenMethods(CallbackLoop loop, int times) {
        return OnLoop.run(loop, new TenMethods(times));
    }

    private static int call(int depth, int x) throws Pausable {
        return depth == 1 ? Values.of(x) : call(depth - 1, x) + 1;
    }

    private static int level1(int x) throws Pausable {
        return level2(x) + 1;
    }

    private static int level2(int x) throws Pausable {
        return level3(x) + 1;
    }

    private static int level3(int x) throws Pausable {
        return level4(x) + 1;
    }

    private static int level4(int x) throws Pausable {
        return level5(x) + 1;
    }

    private static int level5(int x) throws Pausable {
        return level6(x) + 1;
    }

    private static int level6(int x) throws Pausable {
        return level7(x) + 1;
    }

    private static int level7(int x) throws Pausable {
        return level8(x) + 1;
    }

    private static int level8(int x) throws Pausable {
        return level9(x) + 1;
    }

    private static int level9(int x) throws Pausable {
        return level10(x) + 1;
    }

    private static int level10(int x) throws Pausable {
        return Values.of(x);
    }

    private static final class OneMethod extends Task<Integer> {
        private final int times;

        OneMethod(int times) {
            this.times = times;
        }

        @Override
        public void execute() throws Pausable {
            int x = 0;
            for (int i = 0; i < times; i++) {
                x = call(10, x + i);
            }
            exit(x);
        }
    }

    private static final class TenMethods extends Task<Integer> {
        private final int times;

        TenMethods(int times) {
            this.times = times;
        }

        @Override
        public void execute() throws Pausable {
            int x = 0;
            for (int i = 0; i < times; i++) {
                x = level1(x + i);
            }
            exit(x);
        }
    }
}
