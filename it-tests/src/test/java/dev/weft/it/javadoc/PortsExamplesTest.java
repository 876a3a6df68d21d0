package dev.weft.it.javadoc;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.ports.Host;
import dev.weft.ports.LoopInspection;
import dev.weft.ports.VirtualTime;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The examples of the package {@code dev.weft.ports}. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class PortsExamplesTest {

    @Async
    static Coroutine<String> tomorrow() {
        await(sleep(Duration.ofDays(1)));
        return result("done");
    }

    @Test
    void virtualTime() {
        var time = new VirtualTime();
        try (var loop = EventLoop.create(time, time)) {
            assertEquals("done", loop.runUntilComplete(tomorrow())); // takes no real time
            assertEquals(Duration.ofDays(1), time.elapsed());
        }
    }

    /** A host over an executor with one thread. */
    static final class OnExecutor implements Host {
        private final ExecutorService executor;
        private volatile Thread thread;

        OnExecutor(ExecutorService executor) {
            this.executor = executor;
        }

        @Override
        public void execute(Runnable turn) {
            executor.execute(() -> {
                thread = Thread.currentThread();
                turn.run();
            });
        }

        @Override
        public boolean isHere() {
            return Thread.currentThread() == thread;
        }
    }

    @Test
    void aHost() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        EventLoop loop = EventLoop.on(new OnExecutor(executor));
        Task<String> task = loop.start(shortly());
        assertEquals("done", task.get()); // on another thread than the host's
        loop.close();
        executor.shutdown();
        executor.awaitTermination(10, TimeUnit.SECONDS);
    }

    @Async
    static Coroutine<String> shortly() {
        await(sleep(Duration.ofMillis(1)));
        return result("done");
    }

    @Test
    void aLook() {
        var time = new VirtualTime();
        try (var loop = EventLoop.create(time, time)) {
            Task<String> waiting = loop.start(tomorrow(), "waiting");
            loop.stop();
            loop.runForever(); // one turn
            var state = LoopInspection.of(loop).stateOf(waiting);
            assertEquals(Task.Status.SUSPENDED, state.status());
            assertEquals("tomorrow", state.stack().get(state.stack().size() - 1).getMethodName());
        }
    }
}
