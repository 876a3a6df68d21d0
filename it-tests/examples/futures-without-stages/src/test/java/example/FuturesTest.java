package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.SettableFuture;
import dev.weft.AsyncCallable;
import dev.weft.Entry;
import dev.weft.Weft;
import io.netty.util.concurrent.DefaultEventExecutor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuturesTest {

    @Entry
    @Test
    void guava() {
        SettableFuture<String> future = SettableFuture.create();
        new Thread(() -> future.set("pong")).start();
        assertEquals("pong", await(Guava.of(future)));
    }

    @Entry
    @Test
    void guavaFails() {
        var failure = new IOException("no answer");
        SettableFuture<String> future = SettableFuture.create();
        new Thread(() -> future.setException(failure)).start();
        try {
            await(Guava.of(future), IOException.class);
            throw new AssertionError("no failure");
        } catch (IOException e) {
            assertSame(failure, e);
        }
    }

    @Entry
    @Test
    void guavaIsCancelled() {
        SettableFuture<String> future = SettableFuture.create();
        AsyncCallable<String> ping = () -> Weft.result(await(Guava.of(future)));
        var task = start(ping);
        await(yieldNow());
        task.cancel();
        await(yieldNow());
        assertTrue(future.isCancelled(), "the future of a cancelled task");
    }

    @Entry
    @Test
    void netty() {
        var executor = new DefaultEventExecutor();
        try {
            assertEquals("pong", await(Netty.of(executor.submit(() -> "pong"))));
            var failure = new IOException("no answer");
            try {
                await(Netty.of(executor.<String>newFailedFuture(failure)), IOException.class);
                throw new AssertionError("no failure");
            } catch (IOException e) {
                assertSame(failure, e);
            }
        } finally {
            executor.shutdownGracefully();
        }
    }

    @Entry
    @Test
    void callbacks(@TempDir Path folder) throws IOException {
        var file = java.nio.file.Files.writeString(folder.resolve("file"), "Hello World");
        assertEquals("Hello", await(Files.begin(file, 5)));
    }
}
