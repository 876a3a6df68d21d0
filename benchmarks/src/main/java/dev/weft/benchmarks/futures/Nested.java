package dev.weft.benchmarks.futures;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.benchmarks.Values;
import java.util.concurrent.CompletableFuture;

/** Ten calls inside one another, in one class. All are done at once. */
public final class Nested {
    private Nested() {}

    /** Ten calls of one method. */
    public static CompletableFuture<Integer> oneMethod(int times) {
        var x = completedFuture(0);
        for (int i = 0; i < times; i++) {
            int added = i;
            x = x.thenCompose(y -> call(10, y + added));
        }
        return x;
    }

    /** A call of each of ten methods. */
    public static CompletableFuture<Integer> tenMethods(int times) {
        var x = completedFuture(0);
        for (int i = 0; i < times; i++) {
            int added = i;
            x = x.thenCompose(y -> level1(y + added));
        }
        return x;
    }

    static CompletableFuture<Integer> call(int depth, int x) {
        return depth == 1 ? completedFuture(Values.of(x)) : call(depth - 1, x).thenApply(y -> y + 1);
    }

    static CompletableFuture<Integer> level1(int x) {
        return level2(x).thenApply(y -> y + 1);
    }

    static CompletableFuture<Integer> level2(int x) {
        return level3(x).thenApply(y -> y + 1);
    }

    static CompletableFuture<Integer> level3(int x) {
        return level4(x).thenApply(y -> y + 1);
    }

    static CompletableFuture<Integer> level4(int x) {
        return level5(x).thenApply(y -> y + 1);
    }

    static CompletableFuture<Integer> level5(int x) {
        return level6(x).thenApply(y -> y + 1);
    }

    static CompletableFuture<Integer> level6(int x) {
        return level7(x).thenApply(y -> y + 1);
    }

    static CompletableFuture<Integer> level7(int x) {
        return level8(x).thenApply(y -> y + 1);
    }

    static CompletableFuture<Integer> level8(int x) {
        return level9(x).thenApply(y -> y + 1);
    }

    static CompletableFuture<Integer> level9(int x) {
        return level10(x).thenApply(y -> y + 1);
    }

    static CompletableFuture<Integer> level10(int x) {
        return completedFuture(Values.of(x));
    }
}
