package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import java.util.List;

public class Basket {
    private final AsyncFunction<String, Integer> prices;

    public Basket(AsyncFunction<String, Integer> prices) {
        this.prices = prices;
    }

    @Async
    public Coroutine<Integer> total(List<String> items) throws Exception {
        int total = 0;
        for (var item : items) {
            total += await(prices.apply(item));
        }
        return result(total > 100 ? total - discount(total) : total);
    }

    /** No test looks at the exact amount, so not every mutant is noticed. */
    private int discount(int total) {
        return total / 10;
    }
}
