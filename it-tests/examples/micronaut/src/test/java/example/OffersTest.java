package example;

import static dev.weft.Weft.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Entry;
import io.micronaut.context.ApplicationContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OffersTest {
    private final ApplicationContext context = ApplicationContext.run();
    private final Offers offers = context.getBean(Offers.class);

    @AfterEach
    void close() {
        context.close();
    }

    @Entry
    @Test
    void beansAwaitOneAnother() {
        assertEquals("tea for 3", await(offers.offer("tea")));
    }

    @Test
    void hotMethods() throws Exception {
        var name = new CompletableFuture<String>();
        var greeting = offers.greeting(name);
        name.complete("World");
        assertEquals("Hello World", greeting.get(20, TimeUnit.SECONDS));
    }
}
