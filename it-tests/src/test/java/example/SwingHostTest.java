package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ports.Host;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The event thread of Swing runs the turns of a loop, as docs/guide/network.md says. It needs no screen. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SwingHostTest {
    @Async
    private static Coroutine<Integer> onEventThread() {
        assertTrue(SwingUtilities.isEventDispatchThread());
        await(sleep(Duration.ofMillis(5)));
        assertTrue(SwingUtilities.isEventDispatchThread());
        int answer = await(blocking(() -> {
            assertTrue(!SwingUtilities.isEventDispatchThread());
            return 7;
        }));
        assertTrue(SwingUtilities.isEventDispatchThread());
        return result(answer);
    }

    @Test
    void theEventThreadIsAHost() throws Exception {
        Host swing = new Host() {
            @Override
            public void execute(Runnable turn) {
                SwingUtilities.invokeLater(turn);
            }

            @Override
            public boolean isHere() {
                return SwingUtilities.isEventDispatchThread();
            }
        };
        EventLoop loop = EventLoop.on(swing);
        assertEquals(7, loop.start(onEventThread()).get());
        loop.closeAsync().toCompletableFuture().get();
    }
}
