package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The transaction lies within one piece of blocking work; what awaits stands around it. */
@Service
class Orders {
    private final TransactionTemplate transactions;

    Orders(TransactionTemplate transactions) {
        this.transactions = transactions;
    }

    @Async
    Coroutine<String> order(String article) {
        await(checked(article));
        return result(await(blocking(() -> transactions.execute(transaction -> save(article)))));
    }

    @Async
    private Coroutine<Void> checked(String article) {
        await(sleep(Duration.ofMillis(10)));
        return done();
    }

    private static String save(String article) {
        return article + ", in a transaction: " + TransactionSynchronizationManager.isActualTransactionActive();
    }
}
