package example;

import static dev.weft.Weft.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Entry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Interceptors are asked, but for awaits that enter a static or final method of their own class directly. */
@QuarkusTest
class InterceptorsTest {
    @Inject
    Stock stock;

    @BeforeEach
    void forget() {
        Counter.CALLS.clear();
    }

    @Entry
    @Test
    void awaitsOfAnotherClass() {
        assertEquals(111, await(stock.open()) + await(stock.last()) + await(Stock.common()));
        assertEquals(Map.of("open", 1, "last", 1, "common", 1), Counter.CALLS);
    }

    /** The limit. */
    @Entry
    @Test
    void awaitsWithinTheClass() {
        assertEquals(111, await(stock.sum()));
        assertEquals(Map.of("open", 1), Counter.CALLS);
    }

    /** What the guide advises. */
    @Entry
    @Test
    void callsThatDoNotStandInTheAwait() {
        assertEquals(111, await(stock.sumStepwise()));
        assertEquals(Map.of("open", 1, "last", 1, "common", 1), Counter.CALLS);
    }
}
