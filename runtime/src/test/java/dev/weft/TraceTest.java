package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The logical stack, in exceptions and of suspended tasks. */
@Tag("jdk")
class TraceTest extends LoopFixture {
    private static void failHere() throws IOException {
        throw new IOException("x");
    }

    private Script<Object> failing() {
        return script("failing").await(Weft.yieldNow()).then(v -> {
            failHere();
            return null;
        });
    }

    private static List<String> awaiting(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(e -> e.getClassName().equals("Script"))
                .map(e -> e.getMethodName() + ":" + e.getLineNumber())
                .toList();
    }

    private IOException failureOf(Awaitable<?> main) {
        return assertThrows(IOException.class, () -> run(main));
    }

    @Test
    void theAwaitingMethodsAreInTheTraceOnceAndInOrder() {
        Script<Object> middle = script("middle").await(Weft.result(0)).await(failing());
        Script<Object> outer = script("outer").await(middle);
        IOException failure = failureOf(script("main").await(outer));
        assertEquals(List.of("middle:2", "outer:1", "main:1"), awaiting(failure));
        List<String> names = Arrays.stream(failure.getStackTrace())
                .map(StackTraceElement::getMethodName)
                .toList();
        assertEquals("failHere", names.get(0));
        assertTrue(names.indexOf("failHere") < names.indexOf("middle"), names::toString);
        assertTrue(
                names.indexOf("main") < names.indexOf("theAwaitingMethodsAreInTheTraceOnceAndInOrder"),
                names::toString);
    }

    @Test
    void itIsTheSameExceptionAndIsNotTreatedAgainAfterCleanUp() {
        IOException[] seen = new IOException[1];
        Script<Object> middle = script("middle").await(failing()).caught(e -> {
            seen[0] = (IOException) e;
            return null;
        });
        middle.await(Weft.yieldNow()).then(v -> {
            throw seen[0];
        });
        IOException failure = failureOf(script("main").await(middle));
        assertSame(seen[0], failure);
        assertEquals(List.of("middle:1", "main:1"), awaiting(failure));
    }

    @Test
    void theFirstAwaitingTaskAddsItsChainLaterOnesNothing() {
        Script<Object> slow = script("slow")
                .await(Weft.sleep(Duration.ofSeconds(1)))
                .then(v -> {
                    failHere();
                    return null;
                });
        Task<Object> child = loop.start(script("child").await(slow));
        Script<Object> first =
                script("first").await(script("first inner").await(child)).caught(e -> e);
        Script<Object> second = script("second").await(child).caught(e -> e);
        IOException failure = (IOException) run(Weft.gather(first, second)).get(0);
        assertEquals(List.of("child:1", "first inner:1", "first:1"), awaiting(failure));
        assertSame(failure, run(script("late").await(child).caught(e -> e)));
        assertEquals(3, awaiting(failure).size());
    }

    @Test
    void theFirstAwaitingTaskMayComeLate() {
        Task<Object> child = loop.start(script("child").await(failing()));
        runReady();
        assertSame(child.exceptionNow(), uncaught.takeOne());
        Script<Object> main =
                script("main").await(Weft.yieldNow()).await(script("inner").await(child));
        IOException failure = failureOf(script("outer").await(main));
        assertEquals("child:1", awaiting(failure).get(0));
        assertEquals("outer:1", awaiting(failure).get(1));
    }

    @Test
    void ofAStageThatFailedLater() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        Task<Object> task = loop.start(script("main").await(script("inner").await(stage)));
        IOException failure = new IOException("elsewhere");
        loop.execute(() -> stage.completeExceptionally(failure));
        assertSame(failure, failureOf(task));
        assertEquals(List.of("inner:1", "main:1"), awaiting(failure));
        failureOf(script("another").await(stage));
        assertEquals(List.of("inner:1", "main:1"), awaiting(failure));
    }

    @Test
    void ofAnAwaiterThatFailedLater() {
        IOException failure = new IOException("x");
        Awaiter<Object> failing = new Awaiter<>() {
            @Override
            public boolean isReady() {
                return false;
            }

            @Override
            public Object result() throws IOException {
                throw failure;
            }

            @Override
            public void onReady(Runnable wake) {
                loop.execute(wake);
            }
        };
        failureOf(script("main").await(script("inner").await(failing)));
        assertEquals(List.of("inner:1", "main:1"), awaiting(failure));
        failureOf(script("another").await(failing));
        assertEquals(List.of("inner:1", "main:1"), awaiting(failure));
    }

    @Test
    void ofATaskThatOthersHaveCancelled() {
        Task<Object> cancelled = loop.start(script("cancelled").await(Weft.sleep(Duration.ofSeconds(1))));
        Task<Object> task = loop.start(script("main").await(script("inner").await(cancelled)));
        loop.execute(cancelled::cancel);
        runReady();
        assertSame(task.exceptionNow(), uncaught.takeOne());
        assertEquals(List.of("inner:1", "main:1"), awaiting(task.exceptionNow()));
    }

    @Test
    void throughGather() {
        IOException failure =
                failureOf(script("main").await(Weft.gather(script("child").await(failing()))));
        assertEquals(List.of("child:1", "main:1"), awaiting(failure));
        assertEquals(
                1,
                Arrays.stream(failure.getStackTrace())
                        .filter(e -> e.getMethodName().equals("gather")
                                && e.getClassName().equals("dev.weft.Weft"))
                        .count());
    }

    /** A hot method that receives a failure at once, suspends for the first time in its clean-up, and throws it on. */
    private CompletableFuture<Object> throwsOnAfter(Object cleanUp) {
        Throwable[] received = new Throwable[1];
        return script("cleans up")
                .await(v -> script("bad")
                        .then(w -> {
                            failHere();
                            return null;
                        })
                        .hot())
                .caughtAwaiting(e -> {
                    received[0] = e;
                    return cleanUp;
                })
                .then(v -> rethrow(received[0]))
                .hot();
    }

    @Test
    void whoAwaitsAHotMethodThatSuspendsFirstInItsCleanUpIsThere() {
        IOException failure =
                failureOf(script("main").await(script("outer").await(v -> throwsOnAfter(Weft.sleep(SECOND)))));
        assertEquals(List.of("outer:1", "main:1"), awaiting(failure));
    }

    @Test
    void withoutALoopToo() {
        for (CompletableFuture<Object> gate :
                List.of(new CompletableFuture<Object>(), new CompletableFuture<Object>() {})) {
            CompletableFuture<Object> inner = throwsOnAfter(gate);
            CompletableFuture<Object> outer = script("outer").await(inner).hot();
            CompletableFuture<Object> main = script("main").await(outer).hot();
            gate.complete(1);
            Throwable failure =
                    assertThrows(CompletionException.class, main::join).getCause();
            assertEquals(List.of("outer:1", "main:1"), awaiting(failure));
            assertSame(
                    failure,
                    assertThrows(IOException.class, () -> run(script("late").await(main))));
            assertEquals(
                    2,
                    awaiting(failure).stream()
                            .filter(at -> !at.startsWith("late"))
                            .count());
        }
    }

    @Test
    void exceptionsWithoutATraceAreLeftAlone() {
        class Bare extends IOException {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Throwable fillInStackTrace() {
                return this;
            }
        }
        Bare bare = new Bare();
        Script<Object> inner = script("inner").await(Weft.yieldNow()).then(v -> {
            throw bare;
        });
        assertSame(bare, failureOf(script("main").await(inner)));
    }

    @Test
    void awaitTraceShowsAllThatWait() {
        Script<Object> inner = script("inner").await(Weft.result(0)).await(Weft.sleep(Duration.ofSeconds(1)));
        Script<Object> outer = script("outer").await(script("middle").await(inner));
        Task<Object> task = loop.start(outer);
        assertEquals(0, task.awaitTrace().length);
        runReady();
        assertEquals(
                List.of("Script.inner(Script.java:2)", "Script.middle(Script.java:1)", "Script.outer(Script.java:1)"),
                Arrays.stream(task.awaitTrace()).map(Object::toString).toList());
        run(task);
        assertEquals(0, task.awaitTrace().length);
    }
}
