package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
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
}
