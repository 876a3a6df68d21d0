package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class BasketTest {
    private final Basket basket = new Basket(BasketTest::price);

    @Entry
    @Test
    void addsUp() throws Exception {
        assertEquals(7, await(basket.total(List.of("tea", "cake"))));
    }

    @Entry
    @Test
    void oneHundredIsNotReduced() throws Exception {
        assertEquals(100, await(basket.total(List.of("a hundred"))));
        assertTrue(await(basket.total(List.of("a hundred", "cake"))) > 0);
    }

    @Async
    static Coroutine<Integer> price(String item) {
        await(yieldNow());
        return result(item.equals("a hundred") ? 100 : item.length() == 3 ? 3 : 4);
    }
}
