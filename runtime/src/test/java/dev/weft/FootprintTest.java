package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.ports.IoWait;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is allocated, in bytes: nothing on ready paths and for a yield, little for a task that sleeps. */
@Tag("jdk")
class FootprintTest extends LoopFixture {
    /** By reflection, since the runtime's module does not read the one that knows it. */
    static long allocated() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            return (long) Class.forName("com.sun.management.ThreadMXBean")
                    .getMethod("getCurrentThreadAllocatedBytes")
                    .invoke(threads);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** {@code for (…) await(source)}, as woven code has it. */
    private static final class Loop extends Frame<Object> {
        private final Object source;
        private int left;

        Loop(Object source, int times) {
            this.source = source;
            this.left = times;
        }

        @Override
        protected Object resume(FrameDriver task) throws Throwable {
            if (state > 0) {
                Suspension.resumed(task);
            }
            while (left-- > 0) {
                if (Script.awaitAny(source, task) == SUSPENDED) {
                    state = 1;
                    Suspension.suspend(this, task);
                    return SUSPENDED;
                }
            }
            return null;
        }

        @Override
        protected StackTraceElement position() {
            return position("Loop", "loop", null, "\1");
        }
    }

    private long costOf(Object source, int times) {
        Loop frame = new Loop(source, times);
        Task<Object> task = loop.start(frame);
        long before = allocated();
        run(task);
        return allocated() - before;
    }

    private void assertFree(Object source) {
        costOf(source, 1_000);
        long few = costOf(source, 1_000);
        long many = costOf(source, 101_000);
        assertTrue(many - few < 1_000, "100,000 awaits allocated " + (many - few) + " bytes");
    }

    @Test
    void awaitingWhatIsReadyAllocatesNothing() {
        Task<Object> done = loop.start(script("done").give("value"));
        run(done);
        assertFree(done);
        assertFree(Weft.done());
        assertFree(java.util.concurrent.CompletableFuture.completedFuture("value"));
    }

    @Test
    void aYieldAllocatesNothing() {
        assertFree(Weft.yieldNow());
    }

    /** {@code for (…) { io.wake(); await(yieldNow()); }} */
    private static final class Waker extends Frame<Object> {
        private final IoWait io;
        private int left;

        Waker(IoWait io, int times) {
            this.io = io;
            this.left = times;
        }

        @Override
        protected Object resume(FrameDriver task) throws Throwable {
            if (state > 0) {
                Suspension.resumed(task);
            }
            while (left-- > 0) {
                io.wake();
                if (Script.awaitAny(Weft.yieldNow(), task) == SUSPENDED) {
                    state = 1;
                    Suspension.suspend(this, task);
                    return SUSPENDED;
                }
            }
            return null;
        }

        @Override
        protected StackTraceElement position() {
            return position("Waker", "waker", null, "\1");
        }
    }

    private long costOfEvents(IoWait io, int times) {
        Task<Object> waits = loop.start(new Loop(io.next(), times));
        loop.start(new Waker(io, times));
        long before = allocated();
        run(waits);
        return allocated() - before;
    }

    @Test
    void aWaitForEventsThatIsArmedAgainAllocatesNothing() {
        IoWait io = IoWait.on(loop);
        costOfEvents(io, 1_000);
        long few = costOfEvents(io, 1_000);
        long many = costOfEvents(io, 11_000);
        assertTrue(many - few < 1_000, "10,000 waits allocated " + (many - few) + " bytes");
    }

    @Test
    void aSleepingTaskTakesAtMost128Bytes() {
        int count = 100_000;
        int half = count / 2;
        sleepers(1_000);
        long before = retained();
        sleepers(half);
        sleepers(half);
        long each = (retained() - before) / count;
        assertTrue(each <= 128, each + " bytes per sleeping task");
        assertEquals(count + 1_000, loop.tasks().size());
    }

    /** Starts them on the loop, as a program would: only what they retain counts. */
    private void sleepers(int count) {
        loop.execute(() -> {
            for (int i = 0; i < count; i++) {
                loop.start(new Sleeper(Duration.ofSeconds(1)));
            }
        });
        loop.stop();
        loop.runForever();
        loop.stop();
        loop.runForever();
    }

    static long retained() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** {@code await(sleep(d))} with one local. */
    private static final class Sleeper extends Frame<Object> {
        private Duration duration;

        Sleeper(Duration duration) {
            this.duration = duration;
        }

        @Override
        protected Object resume(FrameDriver task) throws Throwable {
            if (state < 0) {
                if (Suspension.await(Weft.sleep(duration), task) == SUSPENDED) {
                    duration = null;
                    state = 1;
                    Suspension.suspend(this, task);
                    return SUSPENDED;
                }
            } else {
                Suspension.resumed(task);
            }
            return null;
        }

        @Override
        protected StackTraceElement position() {
            return position("Sleeper", "sleeper", null, "\1");
        }
    }
}
