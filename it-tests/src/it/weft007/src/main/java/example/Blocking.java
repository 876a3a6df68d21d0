package example;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.Weft;
import java.io.FileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

class Blocking {
    @Async
    Coroutine<Integer> waits(FutureTask<Integer> task, ArrayBlockingQueue<Integer> queue, Semaphore semaphore)
            throws Exception {
        Thread.sleep(1); // WEFT007
        semaphore.acquire(); // WEFT007
        int first = queue.take(); // WEFT007
        int second = task.get(); // WEFT007
        return Weft.result(first + second + Weft.run(Weft.result(1))); // WEFT007
    }

    @Async
    CompletableFuture<Integer> joins(CompletableFuture<Integer> one, CompletableFuture<Integer> other) {
        int sum = one.join(); // WEFT007
        Weft.await(CompletableFuture.allOf(one, other));
        sum += one.join() + other.join();
        return CompletableFuture.completedFuture(sum);
    }

    @Async
    Coroutine<String> fileAndDatabase(Path file, Connection connection) throws IOException, SQLException {
        Files.writeString(file, "a"); // WEFT007
        connection.prepareStatement("DELETE FROM a").execute(); // WEFT007
        try (var reader = new FileReader(file.toFile())) { // WEFT007
            return Weft.result(Files.exists(file) ? "a" + reader.read() : "b");
        }
    }

    @Async
    Coroutine<Integer> onAnotherThread(CompletableFuture<Integer> future) {
        return Weft.result(Weft.await(Weft.blocking(() -> {
            Thread.sleep(1);
            return future.join();
        })));
    }

    @Async
    @Allow("WEFT007")
    Coroutine<Void> allowed(CountDownLatch latch) throws InterruptedException {
        latch.await();
        return Weft.done();
    }

    @Entry
    static void main(String[] args) {
        Weft.await(Weft.yieldNow());
        Programs.program(); // WEFT007
        new Programs().another(1); // WEFT007
        new Programs().another("an ordinary method");
    }

    void callsFromOutside() {
        Programs.program();
        main(new String[0]);
    }

    void notWoven(CountDownLatch latch) throws InterruptedException {
        latch.await();
    }
}
