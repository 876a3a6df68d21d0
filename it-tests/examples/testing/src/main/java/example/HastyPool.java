package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** A pool with a mistake: between {@code release} and the next step of the one who waited, another may come. */
public class HastyPool implements Pool {
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    public HastyPool(int size) {
        free = size;
    }

    @Async
    @Override
    public Coroutine<Void> acquire() {
        if (free == 0) {
            var turn = new CompletableFuture<Void>();
            waiting.add(turn);
            await(turn);
        }
        free--;
        return done();
    }

    @Override
    public void release() {
        free++;
        var next = waiting.poll();
        if (next != null) {
            next.complete(null);
        }
    }

    @Override
    public int free() {
        return free;
    }
}
