package example.lib;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.time.Duration;

public class Squares {
    @Async
    public static Coroutine<Integer> square(int x) {
        Weft.await(Weft.sleep(Duration.ofMillis(1)));
        return Weft.result(x * x);
    }

    @Async
    public Coroutine<Integer> overridable(int x) {
        return square(x);
    }
}
