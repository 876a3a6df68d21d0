package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
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

    @Entry
    static int result() {
        return 1; // WEFT002
    }

    @Entry
    static Coroutine<Void> coroutine() {
        return Weft.done(); // WEFT002
    }

    @Async
    @Entry
    static void both() {
        System.out.println(); // WEFT002
    }

    @Entry
    static void main(String[] args) {
        Weft.await(Weft.yieldNow());
    }

    @Async
    Coroutine<String> good() {
        return Weft.result("good");
    }
}
