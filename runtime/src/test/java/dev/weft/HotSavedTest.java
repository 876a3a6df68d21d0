package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls without a loop, which have a task only while they run, or from the moment that others may know it. */
@Timeout(60)
@Tag("jdk")
class HotSavedTest extends LoopFixture {
    private final CompletableFuture<Object> source = new CompletableFuture<>();
    private final CompletableFuture<Object> second = new CompletableFuture<>();

    @Test
    void afterACancellationWhatWasAwaitedFirstWakesNobody() {
        CompletableFuture<Object> future = script("hot")
                .await(source)
                .caught(e -> events.add(e.getClass().getSimpleName()))
                .await(second)
                .then(v -> events.add("got " + v))
                .hot();
        future.cancel(false);
        assertTrue(source.isDone(), source::toString);
        assertEquals(List.of("CancelledError"), events);
        second.complete("second");
        assertEquals(List.of("CancelledError", "got second"), events);
    }

    @Test
    void aHolderOfALockIsToldFromOthersThatRunOnTheSameThread() {
        AsyncLock lock = new AsyncLock();
        for (int i = 0; i < 2; i++) {
            int call = i;
            Permit[] held = new Permit[1];
            script("hot")
                    .await(source)
                    .await(v -> lock.acquire())
                    .then(v -> {
                        held[0] = (Permit) v;
                        return events.add("locked " + call);
                    })
                    .await(second)
                    .then(v -> {
                        events.add("unlocks " + call);
                        held[0].close();
                        return v;
                    })
                    .hot();
        }
        source.complete(1);
        assertEquals(1, events.size());
        second.complete(2);
        assertEquals(4, events.size(), events.toString());
        assertFalse(lock.isLocked(), lock::toString);
    }

    @Test
    void aLockThatItHoldsItselfIsADeadlock() {
        AsyncLock lock = new AsyncLock();
        CompletableFuture<Object> future = script("hot")
                .await(source)
                .await(v -> lock.acquire())
                .await(second)
                .await(v -> lock.acquire())
                .hot();
        source.complete(1);
        second.complete(2);
        Throwable failure =
                assertThrows(CompletionException.class, future::join).getCause();
        assertEquals(DeadlockException.class, failure.getClass());
    }

    @Test
    void aCancelledOneDoesNotRegisterWithAnAwaiter() {
        Awaiter<Object> never = new Awaiter<>() {
            @Override
            public boolean isReady() {
                return false;
            }

            @Override
            public Object result() {
                throw new AssertionError();
            }

            @Override
            public void onReady(Runnable wake) {
                events.add("registered");
            }
        };
        List<CompletableFuture<Object>> itself = new ArrayList<>();
        itself.add(script("hot")
                .await(source)
                .then(v -> itself.get(0).cancel(false))
                .await(never)
                .caught(e -> events.add(e.getClass().getSimpleName()))
                .hot());
        source.complete(1);
        assertEquals(List.of("CancelledError"), events);
    }

    /** Of the two at the first await, exactly one is seen there; the cancellation that is late comes at the second. */
    @Test
    void aCompletionAndACancellationAtOnce() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        var completer = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 2_000; i++) {
                List<String> seen = Collections.synchronizedList(new ArrayList<>());
                CompletableFuture<Object> first = new CompletableFuture<>();
                CompletableFuture<Object> last = new CompletableFuture<>();
                CompletableFuture<Object> future = script("hot")
                        .await(first)
                        .then(v -> seen.add("value"))
                        .caught(e -> seen.add(e.getClass().getSimpleName()))
                        .await(last)
                        .then(v -> seen.add("end"))
                        .caught(e -> seen.add(e.getClass().getSimpleName()))
                        .hot();
                var completed = completer.submit(() -> {
                    start.await();
                    return first.complete("value");
                });
                start.await();
                future.cancel(false);
                completed.get();
                last.complete("end");
                String all = seen.toString();
                assertTrue(all.equals("[value, CancelledError]") || all.equals("[CancelledError, end]"), all);
            }
        } finally {
            completer.shutdown();
        }
    }

    /** The future that the caller has, 40 bytes; the frame, 24; what the JDK registers, 64; and what is awaited, 24. */
    @Test
    void whatAWaitingCallWeighs() {
        int calls = 100_000;
        CompletableFuture<?>[] awaited = new CompletableFuture<?>[calls];
        long before = FootprintTest.retained();
        for (int i = 0; i < calls; i++) {
            CompletableFuture<Object> stage = new CompletableFuture<>();
            new ScaleTest.Link(stage).hot();
            awaited[i] = stage;
        }
        long each = (FootprintTest.retained() - before) / calls;
        assertTrue(each > 0 && each <= 160, each + " bytes for a hot call that waits");
        assertFalse(awaited[calls - 1].isDone(), "the last call's future is not done");
    }
}
