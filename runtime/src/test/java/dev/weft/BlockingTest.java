package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jdk")
class BlockingTest extends LoopFixture {
    @Test
    void runsOnAnotherThreadWithTheContextAndComesBack() {
        ContextLocal<String> user = ContextLocal.create("user");
        Thread here = Thread.currentThread();
        Script<Object> main = script("main")
                .await(v -> Weft.blocking(() -> {
                    assertNotSame(here, Thread.currentThread());
                    return user.get();
                }))
                .then(v -> {
                    assertSame(here, Thread.currentThread());
                    return v;
                });
        assertEquals("ann", run(user.where("ann", main)));
    }

    @Test
    void aFailureIsTheOriginalOne() {
        IOException failure = new IOException();
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> run(Weft.blocking(() -> {
                            throw failure;
                        }))));
    }

    @Test
    void aCancellationInterruptsTheWorker() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Task<Object> main = loop.start(script("main").await(Weft.blocking(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return null;
        })));
        runReady();
        begun.await();
        main.cancel();
        assertThrows(CancellationException.class, () -> run(main));
        interrupted.await();
    }

    @Test
    void threadsHaveNumbers() {
        String name = (String) run(script("main")
                .await(v -> Weft.blocking(() -> Thread.currentThread().getName())));
        assertTrue(name.matches("weft-blocking-\\d+"), name);
    }

    @Test
    void theirNumberCanBeLimited() {
        System.setProperty("dev.weft.blocking.threads", "1");
        try {
            List<Coroutine<String>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(Weft.blocking(() -> Thread.currentThread().getName()));
            }
            List<?> names = (List<?>) run(script("main").await(v -> Weft.gather(all)));
            assertEquals(Collections.nCopies(20, names.get(0)), names);
        } finally {
            System.clearProperty("dev.weft.blocking.threads");
        }
    }

    @Test
    void onAnExecutorOfTheProgram() {
        ContextLocal<String> user = ContextLocal.create("user");
        Executor named = work -> new Thread(work, "of the program").start();
        Script<Object> main = script("main")
                .await(v -> Weft.blocking(
                        () -> user.get() + " on " + Thread.currentThread().getName(), named));
        assertEquals("ann on of the program", run(user.where("ann", main)));
        IOException failure = new IOException();
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> run(Weft.blocking(
                                () -> {
                                    throw failure;
                                },
                                named))));
    }

    @Test
    void whatAnExecutorRefusesTheAwaitThrows() {
        RejectedExecutionException full = new RejectedExecutionException("full");
        assertSame(
                full,
                assertThrows(
                        RejectedExecutionException.class,
                        () -> run(Weft.blocking(() -> 1, work -> {
                            throw full;
                        }))));
    }

    @Test
    void workOfAnExecutorThatHasNotBegunIsNeverDone() {
        List<Runnable> queue = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        Task<Object> main = loop.start(script("main").await(Weft.blocking(done::incrementAndGet, queue::add)));
        runReady();
        main.cancel();
        assertThrows(CancellationException.class, () -> run(main));
        queue.forEach(Runnable::run);
        assertEquals(1, queue.size());
        assertEquals(0, done.get());
    }
}
