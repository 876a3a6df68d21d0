package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.time.Duration;

class Main {
    @Async
    private static Coroutine<String> greeting(String name) {
        await(sleep(Duration.ofMillis(1)));
        return result("Hello " + name);
    }

    public static void main(String[] args) {
        var module = Main.class.getModule();
        System.out.println(Weft.run(greeting(module.getName() + ", a module: " + module.isNamed())));
    }
}
