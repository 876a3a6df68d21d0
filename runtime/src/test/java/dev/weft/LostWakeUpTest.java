package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ports.Poller;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real threads that wake a loop, again and again: a wake-up that got lost would leave the test waiting. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@Tag("jdk")
class LostWakeUpTest {
    @RegisterExtension
    final UncaughtFailures uncaught = new UncaughtFailures();

    @Test
    void noWakeUpIsLost() throws Exception {
        EventLoop loop = uncaught.watch(EventLoop.create());
        Thread running = new Thread(loop::runForever);
        running.start();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Random random = new Random(i);
            Thread client = new Thread(() -> {
                for (int n = 0; n < 5_000; n++) {
                    CompletableFuture<Object> source = new CompletableFuture<>();
                    Task<Object> task = loop.start(Script.of("waits").await(source));
                    spin(random.nextInt(200));
                    source.complete(n);
                    assertEquals(n, task.toCompletableFuture().join());
                }
            });
            clients.add(client);
            client.start();
        }
        for (Thread client : clients) {
            client.join();
        }
        loop.stop();
        running.join();
        assertEquals(List.of(), List.copyOf(loop.tasks()));
        loop.close();
    }

    /** The same for the poller alone: each wake-up ends the poll under way or the next one. */
    @Test
    void noWakeUpOfThePollerIsLost() throws Exception {
        Poller poller = Poller.parking();
        int[] sent = new int[1];
        CompletableFuture<?>[] answers = new CompletableFuture<?>[10_000];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = new CompletableFuture<>();
        }
        Thread polling = new Thread(() -> {
            for (CompletableFuture<?> answer : answers) {
                poller.poll(Long.MAX_VALUE);
                answer.complete(null);
            }
        });
        polling.start();
        Random random = new Random(1);
        for (CompletableFuture<?> answer : answers) {
            spin(random.nextInt(100));
            while (!answer.isDone()) {
                sent[0]++;
                poller.wakeUp();
                spin(1_000);
            }
        }
        polling.join();
        assertTrue(sent[0] >= answers.length / 2, sent[0] + " wake-ups");
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }
}
