package example;

import java.time.Duration;
import java.time.Instant;

/** Five greetings, one after the other: the thread waits in each. */
public class Hello {

    static void hello() throws InterruptedException {
        System.out.println("Hello World: " + Instant.now());
        Thread.sleep(1000);
        System.out.println("Hello wow World: " + Instant.now());
    }

    public static void main(String[] args) throws InterruptedException {
        var begin = Instant.now();

        for (int i = 0; i < 5; i++) {
            hello();
        }

        System.out.println("Elapsed: " + Duration.between(begin, Instant.now()).toMillis() / 1000.0 + " s");
    }
}
