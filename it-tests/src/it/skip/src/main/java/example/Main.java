package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.NotWovenError;
import dev.weft.Weft;

public class Main {
    @Async
    static Coroutine<Integer> one() {
        return Weft.result(Weft.await(Weft.result(1)));
    }

    public static void main(String[] args) {
        try {
            System.out.println(Weft.run(one()));
        } catch (NotWovenError e) {
            System.out.println("Not woven: " + e.getMessage());
        }
    }
}
