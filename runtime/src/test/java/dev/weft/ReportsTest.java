package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ports.VirtualTime;
import dev.weft.sync.AsyncLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** A report never makes a second failure, whatever the objects of users do that it calls. */
class ReportsTest {
    private final VirtualTime time = new VirtualTime();
    private final EventLoop loop = EventLoop.create(time, time);
    private final List<String> events = new ArrayList<>();
    /** An exception of which no method works. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new AssertionError("getMessage");
        }

        @Override
        public String toString() {
            throw new AssertionError("toString");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new AssertionError("getStackTrace");
        }

        @Override
        public void setStackTrace(StackTraceElement[] trace) {
            throw new AssertionError("setStackTrace");
        }
    }

    /** An exception of a mock. */
    @SuppressWarnings({"NullAway", "ToStringReturnsNull"})
    private static final class Empty extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            return null;
        }

        @Override
        public String toString() {
            return null;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return null;
        }
    }

    private static final class Nameless implements Runnable, Awaiter<Object> {
        private final RuntimeException thrown;

        Nameless(RuntimeException thrown) {
            this.thrown = thrown;
        }

        @Override
        public void run() {
            throw thrown;
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public Object result() {
            throw thrown;
        }

        @Override
        public void onReady(Runnable wake) {}

        @Override
        public void onCancelled() {
            throw thrown;
        }

        @Override
        public String toString() {
            throw new AssertionError("toString of a runnable");
        }
    }

    private static Script<Object> throwing(Throwable failure) {
        return Script.of("throwing").await(Weft.yieldNow()).then(v -> {
            throw failure;
        });
    }

    /** The loop still runs what comes, and closes. */
    private void assertLives() {
        loop.runUntilComplete(
                Script.of("later").await(Weft.sleep(Duration.ofSeconds(1))).log(events, "lives"));
        loop.close();
        assertTrue(loop.isClosed());
        assertEquals("lives", events.get(events.size() - 1));
    }

    private void handlerThrowsWhat(BiConsumer<Object, Throwable> handler) {
        loop.onUncaught((subject, failure) -> {
            events.add("told");
            handler.accept(subject, failure);
        });
        loop.execute(() -> {
            events.add("callback");
            throw new IllegalStateException("of the callback");
        });
        Task<Object> task = loop.start(throwing(new IllegalStateException("of the task")));
        assertLives();
        assertEquals(Task.Status.FAILED, task.status());
        assertEquals(List.of("callback", "told", "told", "lives"), events);
    }

    @Test
    void aHandlerThatThrowsTheSameFailure() {
        handlerThrowsWhat((subject, failure) -> {
            throw (RuntimeException) failure;
        });
    }

    @Test
    void aHandlerThatThrowsAnother() {
        handlerThrowsWhat((subject, failure) -> {
            throw new AssertionError("of the handler");
        });
    }

    @Test
    void aHandlerThatThrowsOneThatTakesNothingAlong() {
        handlerThrowsWhat((subject, failure) -> {
            throw new Error("no suppression", null, false, false) {
                private static final long serialVersionUID = 1;
            };
        });
    }

    @Test
    void failuresOfWhichNoMethodWorks() {
        for (RuntimeException failure : List.of(new Broken(), new Empty())) {
            Task<Object> task = loop.start(throwing(failure));
            loop.execute(new Nameless(failure));
            loop.schedule(Duration.ofSeconds(1), new Nameless(failure));
            task.onDone(done -> {
                throw failure;
            });
            Task<Object> awaiting =
                    loop.start(Script.of("outer").await(Script.of("inner").await(task)));
            loop.runUntilComplete(Script.of("wait").await(Weft.sleep(Duration.ofSeconds(2))));
            for (Task<Object> each : List.of(task, awaiting)) {
                assertEquals(Task.Status.FAILED, each.status());
                assertSame(failure, each.exceptionNow());
            }
        }
        assertLives();
    }

    /** A future of the JDK asks an exception for its text; so this is one that has a text, and no trace. */
    @Test
    void failuresOfStagesThatHaveNoTrace() {
        Empty failure = new Empty();
        Task<Object> ofAStage =
                loop.start(Script.of("outer").await(Script.of("inner").await(CompletableFuture.failedFuture(failure))));
        CompletableFuture<Object> later = new CompletableFuture<>();
        Task<Object> ofALateStage =
                loop.start(Script.of("outer").await(Script.of("inner").await(later)));
        CompletableFuture<Object> hot = Script.of("hot").await(later).hot();
        Task<Object> ofAHotCall = loop.start(Script.of("outer").await(hot));
        loop.execute(() -> later.completeExceptionally(failure));
        loop.runUntilComplete(Script.of("wait").await(Weft.sleep(Duration.ofSeconds(2))));
        for (Task<Object> each : List.of(ofAStage, ofALateStage, ofAHotCall)) {
            assertEquals(Task.Status.FAILED, each.status());
            assertSame(failure, each.exceptionNow());
        }
        assertLives();
    }

    @Test
    void gatherAndGroupsAndLimitsOfSuchFailures() {
        Broken failure = new Broken();
        assertSame(
                failure,
                assertThrows(
                        Broken.class,
                        () -> loop.runUntilComplete(Weft.gather(throwing(failure), throwing(new Empty())))));
        assertSame(
                failure,
                assertThrows(
                        Broken.class,
                        () -> loop.runUntilComplete(Weft.withTimeout(Duration.ofSeconds(1), throwing(failure)))));
        assertSame(
                failure,
                assertThrows(
                        Broken.class, () -> loop.runUntilComplete(TaskGroup.<Object>run(group -> throwing(failure)))));
        assertLives();
    }

    @Test
    void anAwaiterThatThrowsAsItIsToldOfACancellation() {
        IllegalStateException problem = new IllegalStateException("still there");
        Task<Object> task =
                loop.start(Script.of("waits").await(new Nameless(problem)).caught(e -> {
                    assertEquals("why", e.getMessage());
                    assertSame(problem, e.getSuppressed()[0]);
                    events.add("cancelled");
                    throw e;
                }));
        loop.schedule(Duration.ofSeconds(1), () -> task.cancel("why"));
        loop.runUntilComplete(Script.of("wait").await(Weft.waitAll(List.of(task))));
        assertEquals(Task.Status.CANCELLED, task.status());
        assertEquals(List.of("cancelled"), events);
        assertLives();
    }

    @Test
    void aDeadlockIsToldOfThoughAnAwaiterHasNoText() {
        AsyncLock lock = new AsyncLock();
        Task<?>[] holder = new Task<?>[1];
        Awaiter<Object> held = new Awaiter<>() {
            @Override
            public boolean isReady() {
                return false;
            }

            @Override
            public Object result() {
                return null;
            }

            @Override
            public void onReady(Runnable wake) {}

            @Override
            public Task<?> waitsFor() {
                return holder[0];
            }

            @Override
            public String toString() {
                throw new AssertionError("toString of an awaiter");
            }
        };
        Script<Object> main = Script.of("main").await(lock.acquire());
        main.await(held);
        holder[0] = loop.start(main);
        DeadlockException deadlock =
                assertThrows(DeadlockException.class, () -> loop.runUntilComplete(Weft.shield(holder[0])));
        assertTrue(deadlock.getMessage().contains("an object of "), deadlock.getMessage());
        assertLives();
    }

    @Test
    void theTextsOfRunnablesAndValues() {
        loop.execute(new Nameless(new IllegalStateException("of the runnable")));
        assertTrue(Weft.result(new Nameless(new Empty())).toString().startsWith("result: an object of "));
        assertLives();
    }
}
