package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import org.junit.jupiter.api.Test;

/** What is not tested here is what the report is to show. */
class DictionaryTest {
    private int lookUps;

    @Test
    void looksUpOnce() {
        var dictionary = new Dictionary(this::lookUp);
        run(() -> {
            assertEquals("soie", await(dictionary.translate("silk")));
            assertEquals("soie", await(dictionary.translateOr("?", "silk")));
            return done();
        });
        assertEquals(1, lookUps);
    }

    @Async
    private Coroutine<String> lookUp(String word) {
        lookUps++;
        await(yieldNow());
        return result("soie");
    }
}
