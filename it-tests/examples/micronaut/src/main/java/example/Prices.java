package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import jakarta.inject.Singleton;
import java.time.Duration;

@Singleton
class Prices {

    @Async
    Coroutine<Integer> of(String article) {
        await(sleep(Duration.ofMillis(10)));
        return result(article.length());
    }
}
