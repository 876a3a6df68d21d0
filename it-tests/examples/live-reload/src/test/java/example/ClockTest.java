package example;

import static dev.weft.Weft.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Entry;
import org.junit.jupiter.api.Test;

class ClockTest {

    @Entry
    @Test
    void tellsTheTime() {
        assertEquals("noon", await(Clock.time()));
    }
}
