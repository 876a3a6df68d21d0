package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;

/** Calls a method that an aspect counts. */
public class Main {

    @Async
    static Coroutine<Integer> doubled(int number) {
        await(yieldNow());
        return result(2 * number);
    }

    @Entry
    public static void main(String[] args) {
        var neverAwaited = doubled(9);
        int sum = await(doubled(10)) + await(doubled(11));
        System.out.println("The sum is " + sum + ", " + Counting.runs + " runs; not run: " + neverAwaited);
    }
}
