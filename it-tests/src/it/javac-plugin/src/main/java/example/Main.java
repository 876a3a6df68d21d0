package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.util.concurrent.CompletableFuture;

public class Main {

    @Async
    static Coroutine<String> greeting() {
        await(yieldNow());
        CompletableFuture.completedFuture(1).join(); // WEFT007
        return result("woven by javac");
    }

    public static void main(String[] args) {
        System.out.println(Weft.run(greeting()));
    }
}
