package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
        awaitWaiting(polling);
        poller.wakeUp();
        polling.join();
    }

    @Test
    void aPollThatFollowsAWakeUpParksToo() throws Exception {
        Thread polling = new Thread(() -> {
            poller.wakeUp();
            poller.poll(Long.MAX_VALUE);
            poller.poll(Long.MAX_VALUE);
        });
        polling.start();
        awaitWaiting(polling);
        poller.wakeUp();
        polling.join();
    }

    @Test
    void anInterruptedThreadWaitsAllTheSameAndStaysInterrupted() throws Exception {
        AtomicBoolean told = new AtomicBoolean();
        boolean[] interrupted = new boolean[1];
        Thread polling = new Thread(() -> {
            Thread.currentThread().interrupt();
            while (!told.get()) {
                poller.poll(Long.MAX_VALUE); // the first may end at once: an interrupt leaves a permit to park
            }
            interrupted[0] = Thread.currentThread().isInterrupted();
        });
        polling.start();
        awaitWaiting(polling);
        told.set(true);
        poller.wakeUp();
        polling.join();
        assertTrue(interrupted[0], "the interrupt is still there");
    }

    @Test
    void aPollEndsByItself() {
        long before = Clock.system().nanoTime();
        poller.poll(0);
        poller.poll(1_000);
        long after = Clock.system().nanoTime();
        assertTrue(after >= before, before + " then " + after);
    }

    private static void awaitWaiting(Thread polling) {
        while (polling.getState() != Thread.State.WAITING) {
            assertTrue(polling.isAlive() && !Thread.interrupted(), "it does not wait");
            Thread.onSpinWait();
        }
    }
}
