package example;

import dev.weft.Async;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.Weft;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

class Misplaced {
    int field = Weft.await(Weft.result(1)); // WEFT001

    Misplaced() {
        System.out.println(Weft.await(Weft.result(2))); // WEFT001
    }

    static int notAsync() {
        return Weft.await(Weft.result(3)); // WEFT001
    }

    public static void main(String[] args) {
        Weft.await(Weft.sleep(Duration.ZERO)); // WEFT001
    }

    @Entry
    static void entry() {
        Weft.await(Weft.yieldNow());
        Runnable lambda = () -> {
            Weft.await(Weft.yieldNow()); // WEFT001
        };
        lambda.run();
    }

    @Async
    static Coroutine<Integer> lambda() {
        Supplier<Integer> supplier = () -> {
            int four = Weft.await(Weft.result(4)); // WEFT001
            return four;
        };
        return Weft.result(supplier.get());
    }

    static Object methodReference() {
        Function<Awaitable<Integer>, Integer> await = Weft::await; // WEFT001
        return await;
    }

    /** Nothing is wrong here, but a rejected module is not woven at all. */
    @Async
    static Coroutine<Integer> good() {
        return Weft.result(Weft.await(Weft.result(5)));
    }
}
