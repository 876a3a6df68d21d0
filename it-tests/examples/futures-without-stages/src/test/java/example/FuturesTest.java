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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuturesTest {

    @Entry
    @Test
    void guava() {
        SettableFuture<String> future = SettableFuture.create();
        new Thread(() -> future.set("pong")).start();
        assertEquals("pong", await(Clients.guava(future)));
    }

    @Entry
    @Test
    void guavaFails() {
        var failure = new IOException("no answer");
        SettableFuture<String> future = SettableFuture.create();
        new Thread(() -> future.setException(failure)).start();
        try {
            await(Clients.guava(future), IOException.class);
            throw new AssertionError("no failure");
        } catch (IOException e) {
            assertSame(failure, e);
        }
    }

    @Entry
    @Test
    void guavaIsCancelled() {
        SettableFuture<String> future = SettableFuture.create();
        AsyncCallable<String> ping = () -> Weft.result(await(Clients.guava(future)));
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
            assertEquals("pong", await(Clients.netty(executor.submit(() -> "pong"))));
            var failure = new IOException("no answer");
            try {
                await(Clients.netty(executor.<String>newFailedFuture(failure)), IOException.class);
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
    void oneCallback() {
        Clients.Producer producer =
                (text, callback) -> new Thread(() -> callback.accept((long) text.length(), null)).start();
        assertEquals(4L, await(Clients.send(producer, "text")));
        var failure = new IOException("no broker");
        Clients.Producer broken = (text, callback) -> callback.accept(-1L, failure);
        try {
            await(Clients.send(broken, "text"), IOException.class);
            throw new AssertionError("no failure");
        } catch (IOException e) {
            assertSame(failure, e);
        }
    }

    @Entry
    @Test
    void twoCallbacks() {
        List<String> cancelled = new ArrayList<>();
        var client = new Clients.Client() {
            @Override
            public void get(String url, Consumer<String> received, Consumer<Throwable> failed) {
                if (url.equals("now")) {
                    received.accept("page");
                }
            }

            @Override
            public void cancel(String url) {
                cancelled.add(url);
            }
        };
        assertEquals("page", await(Clients.get(client, "now")));
        AsyncCallable<String> never = () -> Weft.result(await(Clients.get(client, "never")));
        var task = start(never);
        await(yieldNow());
        task.cancel();
        await(yieldNow());
        assertEquals(List.of("never"), cancelled);
    }

    @Entry
    @Test
    void callbacks(@TempDir Path folder) throws IOException {
        var file = java.nio.file.Files.writeString(folder.resolve("file"), "Hello World");
        assertEquals("Hello", await(Files.begin(file, 5)));
    }
}
