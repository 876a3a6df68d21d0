package dev.weft.benchmarks.ea;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.benchmarks.Values;
import java.util.concurrent.CompletableFuture;

/** Ten calls inside one another, in one class. None suspends. */
public final class Nested {
    private Nested() {}

    /** Ten calls of one method. */
    public static CompletableFuture<Integer> oneMethod(int times) {
        int x = 0;
        for (int i = 0; i < times; i++) {
            x = await(call(10, x + i));
        }
        return completedFuture(x);
    }

    /** A call of each of ten methods. */
    public static CompletableFuture<Integer> tenMethods(int times) {
        int x = 0;
        for (int i = 0; i < times; i++) {
            x = await(level1(x + i));
        }
        return completedFuture(x);
    }

    static CompletableFuture<Integer> call(int depth, int x) {
        return depth == 1 ? completedFuture(Values.of(x)) : completedFuture(await(call(depth - 1, x)) + 1);
    }

    static CompletableFuture<Integer> level1(int x) {
        return completedFuture(await(level2(x)) + 1);
    }

    static CompletableFuture<Integer> level2(int x) {
        return completedFuture(await(level3(x)) + 1);
    }

    static CompletableFuture<Integer> level3(int x) {
        return completedFuture(await(level4(x)) + 1);
    }

    static CompletableFuture<Integer> level4(int x) {
        return completedFuture(await(level5(x)) + 1);
    }

    static CompletableFuture<Integer> level5(int x) {
        return completedFuture(await(level6(x)) + 1);
    }

    static CompletableFuture<Integer> level6(int x) {
        return completedFuture(await(level7(x)) + 1);
    }

    static CompletableFuture<Integer> level7(int x) {
        return completedFuture(await(level8(x)) + 1);
    }

    static CompletableFuture<Integer> level8(int x) {
        return completedFuture(await(level9(x)) + 1);
    }

    static CompletableFuture<Integer> level9(int x) {
        return completedFuture(await(level10(x)) + 1);
    }

    static CompletableFuture<Integer> level10(int x) {
        return completedFuture(Values.of(x));
    }
}
