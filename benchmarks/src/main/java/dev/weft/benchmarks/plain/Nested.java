package dev.weft.benchmarks.plain;

import dev.weft.benchmarks.Values;

/** Ten calls inside one another, in one class. */
public final class Nested {
    private Nested() {}

    /** Ten calls of one method. */
    public static int oneMethod(int times) {
        int x = 0;
        for (int i = 0; i < times; i++) {
            x = call(10, x + i);
        }
        return x;
    }

    /** A call of each of ten methods. */
    public static int tenMethods(int times) {
        int x = 0;
        for (int i = 0; i < times; i++) {
            x = level1(x + i);
        }
        return x;
    }

    static int call(int depth, int x) {
        return depth == 1 ? Values.of(x) : call(depth - 1, x) + 1;
    }

    static int level1(int x) {
        return level2(x) + 1;
    }

    static int level2(int x) {
        return level3(x) + 1;
    }

    static int level3(int x) {
        return level4(x) + 1;
    }

    static int level4(int x) {
        return level5(x) + 1;
    }

    static int level5(int x) {
        return level6(x) + 1;
    }

    static int level6(int x) {
        return level7(x) + 1;
    }

    static int level7(int x) {
        return level8(x) + 1;
    }

    static int level8(int x) {
        return level9(x) + 1;
    }

    static int level9(int x) {
        return level10(x) + 1;
    }

    static int level10(int x) {
        return Values.of(x);
    }
}
