package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

class Unsupported {
    static class MyFuture<T> extends CompletableFuture<T> {}

    @Async
    static void nothing() {
        System.out.println(); // WEFT002
    }

    @Async
    static String value() {
        return "value"; // WEFT002
    }

    @Async
    Future<String> future() {
        return null; // WEFT002
    }

    @Async
    Task<String> task() {
        return null; // WEFT002
    }

    @Async
    MyFuture<String> subclass() {
        return new MyFuture<>(); // WEFT002
    }

    @Async
    Coroutine<String> good() {
        return Weft.result("good");
    }
}
