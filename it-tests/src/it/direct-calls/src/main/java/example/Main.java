package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

/** Calls a service, and one of its subclasses. */
public class Main {
    @Async
    static Coroutine<Void> print(Prices prices) {
        int price = await(prices.of("book"));
        System.out.println("It costs " + price);
        try {
            await(prices.of(""));
        } catch (IllegalArgumentException e) {
            for (int i = 0; i < 2; i++) {
                var element = e.getStackTrace()[i];
                System.out.println("at " + element.getClassName() + "." + element.getMethodName());
            }
        }
        return done();
    }

    public static void main(String[] args) {
        Weft.run(print(new Prices()));
        Weft.run(print(new Prices() {
            @Override
            Coroutine<Integer> of(String item) {
                return Weft.result(-1);
            }
        }));
    }
}
