package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** The pool mended: a connection that comes back belongs to the one who waits, at once. */
public class FairPool implements Pool {
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    public FairPool(int size) {
        free = size;
    }

    @Async
    @Override
    public Coroutine<Void> acquire() {
        if (free == 0) {
            var turn = new CompletableFuture<Void>();
            waiting.add(turn);
            await(turn);
        } else {
            free--;
        }
        return done();
    }

    @Override
    public void release() {
        CompletableFuture<Void> next;
        do {
            next = waiting.poll();
        } while (next != null && !next.complete(null)); // false if the one who waited was cancelled
        if (next == null) {
            free++;
        }
    }

    @Override
    public int free() {
        return free;
    }
}
