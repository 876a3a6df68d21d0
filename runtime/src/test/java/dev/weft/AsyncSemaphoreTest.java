package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Semaphores. Some are after the test suites of asyncio, AnyIO and Trio. */
class AsyncSemaphoreTest extends PermitFixture {
    @Test
    void aSemaphoreIsFairAndCountsRight() {
        AsyncSemaphore two = new AsyncSemaphore(2);
        List<Task<Object>> all = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            all.add(holder(name, two.acquire()));
        }
        runReady();
        assertEquals(0, two.availablePermits());
        assertNull(two.tryAcquire());
        assertEquals("semaphore: 0 available, 2 waiting", two.toString());
        all.get(2).cancel();
        run(Weft.waitAll(all));
        assertEquals(List.of("a in", "b in", "a out", "b out", "d in", "d out"), events);
        assertEquals(2, two.availablePermits());
        assertThrows(IllegalArgumentException.class, () -> new AsyncSemaphore(-1));
    }

    @Test
    void cancelledAcquirersOfASemaphoreLeaveNoHoleInTheCount() {
        AsyncSemaphore semaphore = new AsyncSemaphore(1);
        acquirer("a", v -> semaphore.acquire());
        List<Task<Object>> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiting.add(acquirer("w" + i, v -> semaphore.acquire()));
        }
        runReady();
        loop.execute(() -> {
            closeNext();
            waiting.get(0).cancel(); // has the permit already: it keeps it, and ends with it
            waiting.get(1).cancel(); // has none: the next gets it later
        });
        runReady();
        assertEquals(List.of("a", "w0"), events);
        closeNext();
        runReady();
        assertEquals(List.of("a", "w0", "w2"), events);
        for (int i = 0; i < 3; i++) {
            closeNext();
            runReady();
        }
        assertEquals(1, semaphore.availablePermits());
        assertEquals(List.of("a", "w0", "w2", "w3", "w4"), events);
    }

    @Test
    void severalReleasesAtOnceWakeAsMany() {
        AsyncSemaphore semaphore = new AsyncSemaphore(2);
        for (int i = 0; i < 5; i++) {
            acquirer("t" + i, v -> semaphore.acquire());
        }
        runReady();
        loop.execute(() -> {
            closeNext();
            closeNext();
            assertNull(semaphore.tryAcquire());
        });
        runReady();
        assertEquals(List.of("t0", "t1", "t2", "t3"), events);
        assertEquals("semaphore: 0 available, 1 waiting", semaphore.toString());
    }

    @Test
    void aSemaphoreGoesRoundInTheOrderOfArrival() {
        AsyncSemaphore semaphore = new AsyncSemaphore(1);
        for (String name : List.of("a", "b", "c")) {
            Permit[] held = new Permit[1];
            Script<Object> script = script(name);
            for (int round = 1; round <= 2; round++) {
                String said = name + round;
                script.await(v -> semaphore.acquire())
                        .then(v -> held[0] = (Permit) v)
                        .log(events, said)
                        .await(v -> Weft.sleep(SECOND))
                        .then(v -> {
                            held[0].close();
                            return null;
                        });
            }
            loop.start(script);
        }
        run(Weft.sleep(SECOND.multipliedBy(9)));
        assertEquals(List.of("a1", "b1", "c1", "a2", "b2", "c2"), events);
        assertEquals(1, semaphore.availablePermits());
    }
}
