package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Primitives between tasks of two loops, while a third thread cancels: nothing is lost, nobody waits for ever. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@Tag("jdk")
class PrimitivesThreadsTest {
    @RegisterExtension
    final UncaughtFailures uncaught = new UncaughtFailures();

    private static final int ROUNDS = 20_000;

    private final EventLoop one = uncaught.watch(EventLoop.create());
    private final EventLoop two = uncaught.watch(EventLoop.create());
    private final List<Thread> threads = List.of(new Thread(one::runForever), new Thread(two::runForever));
    private final Random random = new Random(1);

    private void begin() {
        threads.forEach(Thread::start);
    }

    private void end() throws InterruptedException {
        one.stop();
        two.stop();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(Set.of(), one.tasks());
        assertEquals(Set.of(), two.tasks());
        one.close();
        two.close();
    }

    private boolean now(int oneOf) {
        return random.nextInt(oneOf) == 0;
    }

    /** Lets a task go on that waits for somebody who was cancelled. */
    @SuppressWarnings("ThreadPriorityCheck") // two loops and this thread may have to share a core
    private static boolean succeeded(Task<?> task) {
        while (!task.isDone()) {
            Thread.yield();
        }
        assertTrue(task.status() == Task.Status.SUCCEEDED || task.isCancelled(), task.toString());
        return !task.isCancelled();
    }

    @Test
    void everyItemThatWasPutIsTakenOnceOrStillThere() throws Exception {
        begin();
        AsyncQueue<Integer> queue = AsyncQueue.fifo(2);
        List<Task<Void>> puts = new ArrayList<>();
        List<Task<Integer>> takes = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            puts.add(one.start(queue.put(i)));
            takes.add(two.start(queue.take()));
            if (now(3)) {
                puts.get(random.nextInt(puts.size())).cancel();
                puts.get(puts.size() - 1).cancel();
            }
            if (now(3)) {
                takes.get(takes.size() - 1).cancel();
            }
        }
        // Whoever is left over waits for somebody who was cancelled.
        CompletableFuture.allOf(settled(one), settled(two)).join();
        puts.forEach(Task::cancel);
        takes.forEach(Task::cancel);
        Set<Integer> in = new TreeSet<>();
        for (int i = 0; i < ROUNDS; i++) {
            if (succeeded(puts.get(i))) {
                in.add(i);
            }
        }
        Set<Integer> out = new TreeSet<>();
        for (Task<Integer> take : takes) {
            if (succeeded(take)) {
                assertTrue(out.add(take.resultNow()), () -> "twice: " + take.resultNow());
            }
        }
        for (Integer left = queue.poll(); left != null; left = queue.poll()) {
            assertTrue(out.add(left), "twice: " + left);
        }
        assertEquals(in, out);
        assertEquals("queue: 0 of 2, 0 putting, 0 taking", queue.toString());
        end();
    }

    private static CompletableFuture<Void> settled(EventLoop loop) {
        return CompletableFuture.runAsync(() -> {}, loop);
    }

    @Test
    void oneTaskAtATimeHoldsALock() throws Exception {
        begin();
        AsyncLock lock = new AsyncLock();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger tooMany = new AtomicInteger();
        List<Task<Object>> all = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            all.add((now(2) ? one : two).start(holder(lock, inside, tooMany)));
            if (now(3)) {
                all.get(Math.max(0, all.size() - 1 - random.nextInt(5))).cancel();
            }
        }
        for (Task<Object> task : all) {
            succeeded(task);
        }
        assertEquals(0, tooMany.get());
        assertFalse(lock.isLocked(), lock::toString);
        end();
    }

    private static Script<Object> holder(AsyncLock lock, AtomicInteger inside, AtomicInteger tooMany) {
        Permit[] held = new Permit[1];
        Runnable leave = () -> {
            inside.decrementAndGet();
            held[0].close();
        };
        return Script.of("holder")
                .await(v -> lock.acquire())
                .then(permit -> {
                    held[0] = (Permit) permit;
                    tooMany.addAndGet(inside.getAndIncrement());
                    return null;
                })
                .await(v -> Weft.yieldNow())
                .then(v -> {
                    leave.run();
                    return null;
                })
                .caught(e -> {
                    if (held[0] != null) {
                        leave.run();
                    }
                    throw e;
                });
    }

    /** Hot methods that nobody runs a loop for: the thread that puts runs them on. */
    @Test
    void takersWithoutALoopLoseNothing() throws Exception {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
        List<CompletableFuture<Object>> takes = new ArrayList<>();
        Set<Integer> out = new TreeSet<>();
        Thread putting = new Thread(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                while (!queue.tryPut(i)) {
                    Thread.onSpinWait();
                }
            }
        });
        putting.start();
        while (putting.isAlive() || queue.size() > 0) {
            CompletableFuture<Object> take = Script.of("take")
                    .await(v -> queue.take())
                    .then(item -> {
                        synchronized (out) {
                            assertTrue(out.add((Integer) item), () -> "twice: " + item);
                        }
                        return item;
                    })
                    .hot();
            if (now(3)) {
                take.cancel(true);
            }
            takes.add(take);
        }
        putting.join();
        takes.forEach(take -> take.cancel(true));
        assertEquals(ROUNDS, out.size());
    }
}
