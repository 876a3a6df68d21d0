package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.abi.hot.HotCall;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A million of them: tasks asleep, awaits inside one another, resumptions one after another. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("slow")
class ScaleTest extends LoopFixture {
    private static final int MILLION = 1_000_000;

    /** Static, so that no sleeper refers to the test: it is to be as large as a woven frame with one int. */
    private static int woken;

    private static int latest;

    /** {@code await(sleep(nanos)); check that nobody later was woken before}. */
    private static final class Sleeper extends Frame<Object> {
        private final int nanos;

        Sleeper(int nanos) {
            this.nanos = nanos;
        }

        @Override
        protected Object resume(FrameDriver task) throws Throwable {
            if (state < 0) {
                if (Suspension.await(Weft.sleep(Duration.ofNanos(nanos)), task) == SUSPENDED) {
                    state = 1;
                    Suspension.suspend(this, task);
                    return SUSPENDED;
                }
            } else {
                Suspension.resumed(task);
            }
            assertTrue(nanos >= latest, "woken out of order");
            latest = nanos;
            woken++;
            return null;
        }

        @Override
        protected StackTraceElement position() {
            return position("Sleeper", "sleeper", null, "\1");
        }
    }

    /** {@code return await(source)}, but with a frame that stays. */
    static final class Link extends Frame<Object> {
        private final Object source;

        Link(Object source) {
            this.source = source;
        }

        @Override
        protected Object resume(FrameDriver task) throws Throwable {
            if (state > 0) {
                return (int) Suspension.resumed(task) + 1;
            }
            Object given = Script.awaitAny(source, task);
            if (given == SUSPENDED) {
                state = 1;
                Suspension.suspend(this, task);
                return SUSPENDED;
            }
            return (int) given + 1;
        }

        @Override
        protected StackTraceElement position() {
            return position("Link", "link", null, "\1");
        }

        @SuppressWarnings("unchecked")
        CompletableFuture<Object> hot() {
            FrameDriver task = HotCall.begin();
            try {
                return (CompletableFuture<Object>) HotCall.returned(start(task), task);
            } catch (Throwable failure) {
                return (CompletableFuture<Object>) HotCall.failed(failure, task);
            }
        }
    }

    @Test
    void aMillionTasksAsleepTakeLittleAndAreWokenInOrder() {
        woken = 0;
        latest = 0;
        long before = FootprintTest.retained();
        loop.execute(() -> {
            for (int i = 0; i < MILLION; i++) {
                // Every deadline from 1 on, in an order that is none: 7,919 and a million have no common divisor.
                loop.start(new Sleeper(1 + (int) (i * 7_919L % MILLION)));
            }
        });
        runReady();
        assertEquals(0, woken);
        long each = (FootprintTest.retained() - before) / MILLION;
        run(Weft.sleep(Duration.ofSeconds(1)));
        assertEquals(MILLION, woken);
        assertTrue(each > 0 && each <= 128, each + " bytes per sleeping task");
    }

    @Test
    void aMillionTasksEachOfWhichAwaitsTheOneBeforeIt() {
        CompletableFuture<Object> first = new CompletableFuture<>();
        loop.execute(() -> {
            Object before = first;
            for (int i = 0; i < MILLION; i++) {
                before = loop.start(new Link(before));
            }
            loop.start(new Link(before)).onDone(last -> events.add("" + last.resultNow()));
        });
        runReady();
        first.complete(0);
        runUntilDone();
    }

    private void runUntilDone() {
        while (events.isEmpty()) {
            loop.stop();
            loop.runForever();
        }
        assertEquals(Integer.toString(MILLION + 1), events.get(0));
    }

    @Test
    void aMillionHotFuturesOnALoop() {
        CompletableFuture<Object> first = new CompletableFuture<>();
        run(script("main").then(v -> hotChain(first)).then(v -> {
            ((CompletableFuture<?>) v).thenAccept(last -> events.add("" + last));
            first.complete(0);
            return null;
        }));
        runUntilDone();
    }

    @Test
    void aMillionHotFuturesWithoutALoop() {
        CompletableFuture<Object> first = new CompletableFuture<>();
        CompletableFuture<Object> last = hotChain(first);
        first.complete(0);
        assertEquals(MILLION + 1, last.join());
    }

    private static CompletableFuture<Object> hotChain(CompletableFuture<Object> first) {
        CompletableFuture<Object> before = first;
        for (int i = 0; i <= MILLION; i++) {
            before = new Link(before).hot();
        }
        return before;
    }
}
