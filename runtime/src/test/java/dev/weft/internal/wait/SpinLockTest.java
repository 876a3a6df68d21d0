package dev.weft.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SpinLockTest {
    private static final int TIMES = 50_000;

    private final SpinLock lock = new SpinLock();
    private int count;

    @Test
    void oneThreadAtATime() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(this::countUp));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(4 * TIMES, count);
    }

    private void countUp() {
        for (int i = 0; i < TIMES; i++) {
            lock.lock();
            try {
                count++;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Whoever waits for long rests, and gets it all the same. */
    @Test
    void whoHasRestedGetsItToo() throws Exception {
        lock.lock();
        Thread waiting = new Thread(() -> {
            lock.lock();
            count = 1;
            lock.unlock();
        });
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(0, count);
        lock.unlock();
        waiting.join();
        assertEquals(1, count);
    }
}
