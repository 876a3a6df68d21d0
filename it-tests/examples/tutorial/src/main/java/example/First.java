package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import java.time.Duration;

/** One method that waits. */
public class First {

    /** Asks a page whether it is there. The sleep stands for the network. */
    @Async
    static Coroutine<String> check(String page, int millis) {
        System.out.println("asking " + page);
        await(sleep(Duration.ofMillis(millis)));
        return result(page + " is there");
    }

    @Entry
    public static void main(String[] args) {
        var answer = await(check("/home", 300));
        System.out.println(answer);
    }
}
