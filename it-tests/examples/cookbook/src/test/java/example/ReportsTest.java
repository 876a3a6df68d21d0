package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.run;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ReportsTest {

    @Test
    void runsOnThreadsOfItsOwn() {
        var names = ConcurrentHashMap.<String>newKeySet();
        try (var reports = new Reports(name -> {
            names.add(Thread.currentThread().getName());
            return "report " + name;
        })) {
            var all = run(gather(List.of("a", "b", "c", "d"), 4, reports::report));
            assertEquals(List.of("report a", "report b", "report c", "report d"), all);
        }
        assertTrue(names.size() <= 2, names::toString);
        assertFalse(names.contains(Thread.currentThread().getName()));
    }

    @Test
    void aFailureIsThrown() {
        try (var reports = new Reports(name -> {
            throw new IllegalStateException("no " + name);
        })) {
            assertThrows(IllegalStateException.class, () -> run(reports.report("a")));
        }
    }

    @Async
    private static Coroutine<Void> cancelled(Reports reports, CompletableFuture<Void> begun) {
        var task = start(reports.report("a"));
        await(begun);
        task.cancel();
        await(waitAll(task));
        assertTrue(task.isCancelled());
        return done();
    }

    @Test
    void aCancellationInterrupts() throws Exception {
        var begun = new CompletableFuture<Void>();
        var interrupted = new CompletableFuture<Boolean>();
        try (var reports = new Reports(name -> {
            begun.complete(null);
            try {
                new CountDownLatch(1).await();
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            return name;
        })) {
            run(cancelled(reports, begun));
            assertTrue(interrupted.get(30, TimeUnit.SECONDS));
        }
    }
}
