package dev.weft.benchmarks.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.benchmarks.Values;

/** Ten calls inside one another, in one class. None suspends. */
public final class Nested {
    private Nested() {}

    /** Ten calls of one method. */
    @Async
    public static Coroutine<Integer> oneMethod(int times) {
        int x = 0;
        for (int i = 0; i < times; i++) {
            x = await(call(10, x + i));
        }
        return result(x);
    }

    /** A call of each of ten methods. */
    @Async
    public static Coroutine<Integer> tenMethods(int times) {
        int x = 0;
        for (int i = 0; i < times; i++) {
            x = await(level1(x + i));
        }
        return result(x);
    }

    @Async
    static Coroutine<Integer> call(int depth, int x) {
        return depth == 1 ? result(Values.of(x)) : result(await(call(depth - 1, x)) + 1);
    }

    @Async
    static Coroutine<Integer> level1(int x) {
        return result(await(level2(x)) + 1);
    }

    @Async
    static Coroutine<Integer> level2(int x) {
        return result(await(level3(x)) + 1);
    }

    @Async
    static Coroutine<Integer> level3(int x) {
        return result(await(level4(x)) + 1);
    }

    @Async
    static Coroutine<Integer> level4(int x) {
        return result(await(level5(x)) + 1);
    }

    @Async
    static Coroutine<Integer> level5(int x) {
        return result(await(level6(x)) + 1);
    }

    @Async
    static Coroutine<Integer> level6(int x) {
        return result(await(level7(x)) + 1);
    }

    @Async
    static Coroutine<Integer> level7(int x) {
        return result(await(level8(x)) + 1);
    }

    @Async
    static Coroutine<Integer> level8(int x) {
        return result(await(level9(x)) + 1);
    }

    @Async
    static Coroutine<Integer> level9(int x) {
        return result(await(level10(x)) + 1);
    }

    @Async
    static Coroutine<Integer> level10(int x) {
        return result(Values.of(x));
    }
}
