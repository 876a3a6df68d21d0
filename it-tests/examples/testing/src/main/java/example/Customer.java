package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.withTimeout;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.ByteReader;
import dev.weft.net.Net;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;

/** Pays at the till. */
final class Customer {
    private Customer() {}

    /** Pays, and tries again until there is an answer. */
    @Async
    static Coroutine<Void> pay(int number, int amount) {
        while (true) {
            try {
                await(withTimeout(ofMillis(50), tryToPay(number, amount)));
                return done();
            } catch (IOException | TimeoutException noAnswer) {
                await(sleep(ofMillis(10)));
            }
        }
    }

    @Async
    private static Coroutine<Void> tryToPay(int number, int amount) throws IOException {
        try (var stream = await(Net.connect("till", 7000))) {
            await(stream.write(ByteBuffer.wrap((number + " " + amount + "\n").getBytes(UTF_8))));
            if (await(new ByteReader(stream).line(100)) == null) {
                throw new IOException("the till has hung up");
            }
        }
        return done();
    }
}
