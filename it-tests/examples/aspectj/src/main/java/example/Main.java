package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** Calls methods that aspects count, limit and note. */
public class Main {

    @Async
    static Coroutine<Integer> doubled(int number) {
        await(yieldNow());
        return result(2 * number);
    }

    @Async
    static Coroutine<String> late() {
        await(sleep(Duration.ofDays(1)));
        return result("at last");
    }

    @Async
    static CompletableFuture<Integer> tripled(CompletableFuture<Integer> number) {
        return completedFuture(3 * await(number));
    }

    @Entry
    public static void main(String[] args) {
        var neverAwaited = doubled(9);
        int sum = await(doubled(10)) + await(doubled(11));
        System.out.println("The sum is " + sum + ", " + Counting.runs + " runs; not run: " + neverAwaited);

        try {
            System.out.println("late() ended " + await(late(), TimeoutException.class));
        } catch (TimeoutException e) {
            System.out.println("late() took too long");
        }

        var five = new CompletableFuture<Integer>();
        var suspended = tripled(five);
        int atOnce = await(tripled(completedFuture(4)));
        five.complete(5);
        System.out.println("The products are " + atOnce + " and " + await(suspended) + ": " + Journal.LINES);
    }
}
