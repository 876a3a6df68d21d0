package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop;
import dev.weft.Script;
import dev.weft.Task;
import dev.weft.UncaughtFailures;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A loop on an executor with one thread, used by other threads, in real time. */
@Tag("jdk")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostedThreadsTest {
    @RegisterExtension
    final UncaughtFailures uncaught = new UncaughtFailures();

    private volatile Thread thread;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        thread = new Thread(work, "host");
        thread.setDaemon(true);
        return thread;
    });

    private final Host host = new Host() {
        @Override
        public void execute(Runnable turn) {
            executor.execute(turn);
        }

        @Override
        public boolean isHere() {
            return Thread.currentThread() == thread;
        }
    };

    private final EventLoop loop = uncaught.watch(EventLoop.on(host));

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void fiftyTasksWithTimersYieldsBlockingWorkAndStages() throws Exception {
        List<Task<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            CompletableFuture<Integer> stage = new CompletableFuture<>();
            tasks.add(loop.start(Script.<Object>of("task")
                    .await(Weft.yieldNow())
                    .await(Weft.sleep(Duration.ofMillis(number % 7)))
                    .await(v -> Weft.blocking(() -> stage.complete(number)))
                    .then(v -> {
                        assertTrue(host.isHere());
                        return v;
                    })
                    .await(stage)));
        }
        int sum = 0;
        for (Task<Object> task : tasks) {
            sum += (Integer) task.get();
        }
        assertEquals(50 * 49 / 2, sum);
        loop.close();
        assertTrue(loop.isClosed());
    }

    /** The posters race with the ends of turns: none of their wake-ups is lost. */
    @Test
    void noWakeUpIsLost() throws Exception {
        int posters = 4;
        int each = 20_000;
        int[] count = new int[1];
        CountDownLatch all = new CountDownLatch(posters * each);
        for (int i = 0; i < posters; i++) {
            new Thread(() -> {
                        for (int n = 0; n < each; n++) {
                            loop.execute(() -> {
                                count[0]++;
                                all.countDown();
                            });
                            if (n % 64 == 0) {
                                Thread.onSpinWait();
                            }
                        }
                    })
                    .start();
        }
        all.await();
        assertEquals(posters * each, count[0]);
        loop.close();
    }

    @Test
    void anAlarmThatTheExecutorRefusesGivesTheLoopUp() throws Exception {
        CountDownLatch reported = new CountDownLatch(1);
        loop.onUncaught((subject, failure) -> reported.countDown());
        Task<Object> task = loop.start(Script.<Object>of("task")
                .then(v -> {
                    executor.shutdown();
                    return v;
                })
                .await(Weft.sleep(Duration.ofMillis(1))));
        reported.await(); // when the default alarm is refused
        assertTrue(loop.isClosed());
        ExecutionException failed = assertThrows(ExecutionException.class, task::get);
        assertTrue(failed.getCause().getMessage().contains("its host has ended"), failed::toString);
    }

    /** Whoever finds out races with the turns that are still in the executor's queue; or close with those who start tasks. */
    @Test
    void howeverTheLoopEndsEachTaskHasAnEnd() throws Exception {
        for (int round = 0; round < 300; round++) {
            Thread[] hostThread = new Thread[1];
            ScheduledExecutorService ending = Executors.newSingleThreadScheduledExecutor(work -> {
                hostThread[0] = new Thread(work, "ending host");
                return hostThread[0];
            });
            EventLoop mortal = EventLoop.on(new Host() {
                @Override
                public void execute(Runnable turn) {
                    ending.execute(turn);
                }

                @Override
                public boolean isHere() {
                    return Thread.currentThread() == hostThread[0];
                }
            });
            mortal.onUncaught((subject, failure) -> {});
            List<Task<Object>> started = Collections.synchronizedList(new ArrayList<>());
            List<Thread> starters = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Thread starter = new Thread(() -> {
                    try {
                        for (int n = 0; n < 50; n++) {
                            started.add(mortal.start(Script.<Object>of("task")
                                    .await(Weft.yieldNow())
                                    .await(Weft.sleep(Duration.ZERO))));
                        }
                    } catch (IllegalStateException closed) {
                        // it is closed, or will be in a moment
                    }
                });
                starters.add(starter);
                starter.start();
            }
            switch (round % 3) {
                case 0 -> ending.shutdown();
                case 1 -> ending.shutdownNow();
                default -> mortal.close();
            }
            for (Thread starter : starters) {
                starter.join();
            }
            mortal.close();
            assertTrue(mortal.isClosed());
            for (Task<Object> task : started) {
                assertTrue(task.isDone(), task::toString);
            }
            ending.shutdown();
            assertTrue(ending.awaitTermination(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aLoopWithoutAHostIsClosedByWhoRunsIt() throws Exception {
        EventLoop own = uncaught.watch(EventLoop.create());
        Thread runner = new Thread(own::runForever);
        runner.start();
        Task<Object> task = own.start(Script.<Object>of("task").await(Weft.sleep(Duration.ofDays(1))));
        own.start(Script.<Object>of("first")).get();
        own.closeAsync().toCompletableFuture().get();
        runner.join();
        assertTrue(own.isClosed());
        assertTrue(task.isCancelled());
    }

    @Test
    void aLoopThatDoesNotRunIsClosedToo() throws Exception {
        EventLoop own = uncaught.watch(EventLoop.create());
        Task<Object> task = own.start(Script.<Object>of("task").await(Weft.sleep(Duration.ofDays(1))));
        assertFalse(own.isClosed());
        own.closeAsync().toCompletableFuture().get();
        assertTrue(own.isClosed());
        assertTrue(task.isCancelled());
    }
}
