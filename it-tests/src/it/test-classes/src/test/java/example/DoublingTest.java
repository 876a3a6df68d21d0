package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import org.junit.jupiter.api.Test;

class DoublingTest {
    @Test
    void anAsyncMethodOfATest() {
        Weft.run(body());
    }

    @Test
    void aLambdaOfATest() {
        Weft.run(() -> {
            assertEquals(42, await(Doubling.twice(21)));
            return done();
        });
    }

    @Async
    private Coroutine<Void> body() {
        assertEquals(6, await(Doubling.twice(await(Doubling.twice(1)) + 1)));
        return done();
    }
}
