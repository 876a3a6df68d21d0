package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime(Duration.ofMillis(1));

    @Test
    void aPollMovesTheClockUnlessItWasWoken() {
        time.poll(5);
        assertEquals(5, time.nanoTime());
        time.wakeUp();
        time.poll(5);
        assertEquals(5, time.nanoTime());
        time.poll(0);
        assertEquals(5, time.nanoTime());
        time.advance(Duration.ofNanos(3));
        assertEquals(Duration.ofNanos(8), time.elapsed());
        assertThrows(IllegalArgumentException.class, () -> time.advance(Duration.ofNanos(-1)));
    }

    @Test
    void waitingForNothingFailsRatherThanHangs() {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> time.poll(Long.MAX_VALUE));
        assertTrue(e.getMessage().contains("nothing is ready"), e::getMessage);
    }

    @Test
    void waitingForAnotherThreadReallyWaits() {
        VirtualTime patient = new VirtualTime();
        new Thread(patient::wakeUp).start();
        patient.poll(Long.MAX_VALUE);
        assertEquals(0, patient.nanoTime());
    }
}
