package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.Weft;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {
    @BeforeEach
    @Async
    CompletableFuture<Void> open() {
        Weft.await(Weft.yieldNow()); // WEFT019
        return CompletableFuture.completedFuture(null);
    }

    @Test
    @Async
    Coroutine<Void> cold() {
        Weft.await(Weft.yieldNow()); // WEFT019
        return Weft.done();
    }

    @Test
    Coroutine<Void> notAsync() {
        return cold(); // WEFT019
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Async
    Coroutine<Void> each(int number) {
        Weft.await(Weft.yieldNow()); // WEFT019
        return Weft.done();
    }

    @RepeatedTest(2)
    @Async
    CompletableFuture<Void> hot() {
        return CompletableFuture.completedFuture(null); // WEFT019
    }

    @Test
    @Entry
    void entry() {
        Weft.await(cold());
    }

    @Test
    void plain() {
        Weft.run(cold());
    }
}
