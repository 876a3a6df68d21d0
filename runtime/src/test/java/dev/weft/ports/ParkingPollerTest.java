package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class ParkingPollerTest {
    private final Poller poller = Poller.parking();

    @Test
    void aWakeUpBeforeThePollEndsIt() {
        poller.wakeUp();
        poller.poll(Long.MAX_VALUE);
    }

    @Test
    void aWakeUpDuringThePollEndsIt() throws Exception {
        Thread polling = new Thread(() -> poller.poll(Long.MAX_VALUE));
        polling.start();
        while (polling.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        poller.wakeUp();
        polling.join();
    }

    @Test
    void anInterruptedThreadWaitsAllTheSameAndStaysInterrupted() throws Exception {
        boolean[] interrupted = new boolean[1];
        Thread polling = new Thread(() -> {
            Thread.currentThread().interrupt();
            poller.poll(Long.MAX_VALUE);
            interrupted[0] = Thread.currentThread().isInterrupted();
        });
        polling.start();
        while (polling.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        poller.wakeUp();
        polling.join();
        assertTrue(interrupted[0]);
    }

    @Test
    void aPollEndsByItself() {
        long before = Clock.system().nanoTime();
        poller.poll(0);
        poller.poll(1_000);
        assertTrue(Clock.system().nanoTime() >= before);
    }
}
