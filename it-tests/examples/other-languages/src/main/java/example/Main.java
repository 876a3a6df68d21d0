package example;

import static dev.weft.Weft.await;

import dev.weft.Entry;
import java.util.Map;

/** Java awaits what Kotlin has written. */
public class Main {

    @Entry
    public static void main(String[] args) {
        var prices = new Prices(Map.of("tea", 3, "cake", 4));
        System.out.println("The total is " + await(prices.total("tea", "salt", "cake")));
    }
}
