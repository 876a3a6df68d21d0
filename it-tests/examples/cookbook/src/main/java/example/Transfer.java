package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.uncancellable;
import static dev.weft.Weft.withTimeout;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.time.Duration;

/** Moves money, or leaves it where it is. */
final class Transfer {
    /** Begun, and neither committed nor rolled back. */
    interface Transaction {
        Coroutine<Void> add(String account, int amount) throws IOException;

        Coroutine<Void> commit() throws IOException;

        Coroutine<Void> rollBack() throws IOException;
    }

    private Transfer() {}

    @Async
    static Coroutine<Void> move(Transaction transaction, String from, String to, int amount) throws Exception {
        try {
            await(transaction.add(from, -amount));
            await(transaction.add(to, amount));
            await(transaction.commit());
        } catch (Throwable failure) { // a cancellation, too
            try {
                await(uncancellable(() -> withTimeout(Duration.ofSeconds(5), transaction.rollBack())));
            } catch (Exception second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
        return done();
    }
}
