package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import net.bytebuddy.build.ToStringPlugin;

/** Byte Buddy gives the class a method, beside one that is woven. */
@ToStringPlugin.Enhance
public class Main {
    private final int number = 42;

    @Async
    Coroutine<String> described() {
        await(yieldNow());
        return result("This is " + this);
    }

    @Entry
    public static void main(String[] args) {
        System.out.println(await(new Main().described()));
    }
}
