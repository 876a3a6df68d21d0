package example;

import static dev.weft.Weft.await;

import dev.weft.Entry;
import java.util.Map;

/** Java awaits what Kotlin has written. */
public class Main {

    @Entry
    public static void main(String[] args) {
        var prices = new Prices(Map.of("tea", 300, "cake", 400));
        System.out.println("The total is " + await(prices.total("tea", "salt", "cake")));
        System.out.println("The dearest costs " + await(prices.dearest("tea", "cake")));
        System.out.println("With tax: " + await(prices.withTax(10, "tea", "cake")));
    }
}
