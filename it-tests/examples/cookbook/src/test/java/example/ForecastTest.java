package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ForecastTest {

    @Test
    void ordinaryCodeUsesItsFuture() throws Exception {
        var today = new CompletableFuture<String>();
        var forecast = new Forecast(page -> page.equals("today") ? from(today) : result("rain"));
        var tomorrow = forecast.tomorrow().thenApply(weather -> "tomorrow: " + weather);
        assertFalse(tomorrow.isDone());
        today.complete("sun");
        assertEquals("tomorrow: rain", tomorrow.get());
    }

    @Test
    void aFailureIsThatOfTheFuture() {
        var forecast = new Forecast(page -> {
            throw new IOException("no " + page);
        });
        var failure =
                assertThrows(ExecutionException.class, () -> forecast.tomorrow().get());
        assertInstanceOf(IOException.class, failure.getCause());
    }

    @Test
    void cancellingItCancelsWhatItAwaits() {
        var today = new CompletableFuture<String>();
        var tomorrow = new Forecast(page -> from(today)).tomorrow();
        tomorrow.cancel(false);
        assertTrue(today.isCancelled());
    }

    @Async
    private static Coroutine<String> from(CompletableFuture<String> future) {
        return result(await(future));
    }
}
