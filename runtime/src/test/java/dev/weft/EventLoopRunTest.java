package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.EventLoopImpl;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs of a loop: how they begin and end, and what stops them. After the test suites of asyncio, AnyIO and Trio. */
class EventLoopRunTest extends LoopFixture {
    @Test
    void aPendingStopLetsTheNextRunHaveExactlyOneTurn() {
        loop.stop();
        loop.execute(() -> loop.execute(() -> events.add("second turn")));
        loop.runForever();
        assertEquals(List.of(), events);
        run(Weft.yieldNow());
        assertEquals(List.of("second turn"), events);
    }

    @Test
    void aStopDuringAFailedRunDoesNotStopTheNext() {
        Script<Object> main = script("main").then(v -> {
            loop.stop();
            throw new IOException();
        });
        assertThrows(IOException.class, () -> run(main));
        assertEquals(1, run(after(1, 1)));
    }

    @Test
    void aPendingStopLetsTheNextRunOfATaskHaveOneTurnToo() {
        Task<Object> two = loop.start(script("two").await(Weft.yieldNow()).log(events, "second turn"));
        loop.stop();
        assertThrows(IllegalStateException.class, () -> run(two));
        assertEquals(Task.Status.SUSPENDED, two.status());
        loop.stop();
        run(two);
        assertEquals(List.of("second turn"), events);
        loop.stop();
        assertEquals(1, run(Weft.result(1)));
    }

    @Test
    void aTaskThatIsDoneIsGivenAtOnceAndAgain() {
        Task<Object> task = loop.start(script("task").give("value"));
        loop.start(script("other").await(Weft.sleep(SECOND)));
        assertEquals("value", run(task));
        assertEquals("value", run(task));
        assertEquals(Duration.ZERO, time.elapsed());
        Task<Object> bad = loop.start(script("bad").then(v -> {
            throw new IOException("bad");
        }));
        assertThrows(IOException.class, () -> run(bad));
        assertThrows(IOException.class, () -> run(bad));
        loop.close();
    }

    @Test
    void aTaskOfAnotherLoopCanBeWaitedFor() throws Exception {
        try (EventLoop other = uncaught.watch(EventLoop.create())) {
            Task<Object> theirs =
                    other.start(script("theirs").await(Weft.yieldNow()).give("theirs"));
            Thread thread = new Thread(() -> other.runUntilComplete(theirs));
            thread.start();
            assertEquals("theirs", run(theirs));
            thread.join();
        }
    }

    @Test
    void stopInACallbackLetsTheTurnEndAndTheLoopRunsAgain() {
        loop.execute(loop::stop);
        loop.execute(() -> events.add("same turn"));
        loop.execute(() -> loop.execute(() -> events.add("next run")));
        loop.runForever();
        assertEquals(List.of("same turn"), events);
        assertFalse(loop.isRunning(), loop::toString);
        loop.execute(loop::stop);
        loop.runForever();
        assertEquals(List.of("same turn", "next run"), events);
    }

    @Test
    void stopFromATaskAndFromAnotherThread() throws Exception {
        loop.start(script("task").await(Weft.sleep(SECOND)).then(v -> {
            loop.stop();
            return events.add("stopped");
        }));
        loop.runForever();
        assertEquals(List.of("stopped"), events);
        Thread thread = new Thread(loop::stop);
        loop.execute(thread::start);
        loop.runForever();
        thread.join();
    }

    @Test
    void errorsInCallbacksDoNotEndTheRun() {
        for (Throwable failure :
                List.of(new IllegalStateException("a"), new AssertionError("b"), new CancelledError("c"))) {
            loop.execute(() -> {
                throw Unchecked.<RuntimeException>sneaky(failure);
            });
        }
        loop.execute(() -> deep(0));
        assertEquals("end", run(script("main").await(Weft.sleep(SECOND)).give("end")));
        List<Throwable> reported = uncaught.take();
        assertEquals(4, reported.size(), reported.toString());
        assertEquals(StackOverflowError.class, reported.get(3).getClass());
    }

    @SuppressWarnings({"InfiniteRecursion", "UnusedVariable"})
    private static int deep(int depth) {
        return deep(depth + 1) + 1;
    }

    @Test
    void aProgramMayRunOnALoopOfItsOwn() {
        assertEquals(
                "value", Weft.run(loop, script("main").await(Weft.sleep(SECOND)).give("value")));
        assertEquals(SECOND, time.elapsed());
        assertTrue(loop.isClosed(), "it is closed at the end");
        assertEquals(
                "event loop " + ((EventLoopImpl) loop).id() + " is closed",
                assertThrows(IllegalStateException.class, () -> Weft.run(loop, Weft.done()))
                        .getMessage());
    }

    @Test
    void aProgramLeavesARunningLoopAlone() {
        EventLoop other = uncaught.watch(EventLoop.create());
        Thread[] stranger = new Thread[1];
        Throwable[] thrown = new Throwable[1];
        other.runUntilComplete(Weft.blocking(() -> {
            stranger[0] = new Thread(() ->
                    thrown[0] = assertThrows(IllegalStateException.class, () -> Weft.run(other, Weft.done())));
            stranger[0].start();
            stranger[0].join();
            return null;
        }));
        assertTrue(Unchecked.present(thrown[0]).getMessage().endsWith("is running already"), thrown[0]::getMessage);
        assertFalse(other.isClosed(), "closed");
        other.close();
    }
}
