package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.ports.Host;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A context of Vert.x runs the turns of a loop. Two contexts on one thread each have their own. */
class HostTest {
    private record VertxHost(Context context) implements Host {
        @Override
        public void execute(Runnable turn) {
            context.runOnContext(go -> turn.run());
        }

        @Override
        public boolean isHere() {
            return Vertx.currentContext() == context;
        }
    }

    private static final class Steps {
        private Steps() {}

        @Async
        static Coroutine<Thread> onContext(Context context, Vertx vertx) {
            assertSame(context, Vertx.currentContext());
            await(sleep(Duration.ofMillis(5)));
            assertSame(context, Vertx.currentContext());
            assertEquals("pong!", await(Answers.loud(vertx.executeBlocking(() -> "pong"))));
            assertSame(context, Vertx.currentContext());
            assertEquals(7, await(Weft.blocking(() -> 7)));
            assertSame(context, Vertx.currentContext());
            return result(Thread.currentThread());
        }
    }

    @Test
    void aContextIsAHost() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Context first = vertx.getOrCreateContext();
            EventLoop one = EventLoop.on(new VertxHost(first));
            var found = new CompletableFuture<EventLoop>();
            try (AutoCloseable locator = EventLoop.addLocator(() -> Vertx.currentContext() == first ? one : null)) {
                Thread thread = one.start(Steps.onContext(first, vertx)).get(20, TimeUnit.SECONDS);
                assertTrue(thread.getName().startsWith("vert.x-eventloop"), thread::getName);
                first.runOnContext(go -> found.complete(EventLoop.running()));
                assertSame(one, found.get(20, TimeUnit.SECONDS));
            }
            one.closeAsync().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }
}
