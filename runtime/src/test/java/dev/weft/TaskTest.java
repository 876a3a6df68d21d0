package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.internal.loop.Unchecked;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can be asked of a task. */
@Tag("jdk")
class TaskTest extends LoopFixture {
    private final IOException failure = new IOException("x");

    private Script<Object> failing() {
        return script("failing").await(Weft.yieldNow()).then(v -> {
            throw failure;
        });
    }

    @Test
    void statuses() {
        List<Task.Status> seen = new ArrayList<>();
        Task<Object> task = loop.start(script("main")
                .then(v -> seen.add(Task.current().status()))
                .await(Weft.sleep(Duration.ofSeconds(1)))
                .give("value"));
        seen.add(task.status());
        runReady();
        seen.add(task.status());
        assertFalse(task.isDone(), task::toString);
        run(task);
        seen.add(task.status());
        assertEquals(
                List.of(Task.Status.PENDING, Task.Status.RUNNING, Task.Status.SUSPENDED, Task.Status.SUCCEEDED), seen);
        assertTrue(task.isDone(), task::toString);
        assertFalse(task.isCancelled(), task::toString);
        Task<Object> failed = loop.start(failing());
        assertThrows(IOException.class, () -> run(failed));
        assertEquals(Task.Status.FAILED, failed.status());
    }

    @Test
    void names() {
        run(script("main").then(v -> {
            Task<Void> one = Weft.start(Weft.done());
            Task<Void> two = Weft.start(Weft.done());
            assertNotEquals(one.name(), two.name());
            assertTrue(one.name().startsWith("Task-"), one::name);
            assertEquals("mine", Weft.start(Weft.done(), "mine").name());
            assertEquals("mine too", Weft.start(() -> Weft.done(), "mine too").name());
            return null;
        }));
        assertNotEquals(loop.start(Weft.done()).name(), loop.start(Weft.done()).name());
    }

    @Test
    void currentIsTheTaskThatRuns() {
        assertThrows(IllegalStateException.class, Task::current);
        Script<Object> main = script("main").then(v -> Task.current());
        Task<Object> task = loop.start(main);
        assertSame(task, run(task));
        assertSame(loop, task.loop());
        loop.execute(() -> {
            assertThrows(IllegalStateException.class, Task::current);
            events.add("callback");
        });
        runReady();
        assertEquals(List.of("callback"), events);
    }

    @Test
    void resultNowAndExceptionNow() {
        Task<Object> good = loop.start(script("good").give(1));
        Task<Object> bad = loop.start(failing());
        assertThrows(IllegalStateException.class, good::resultNow);
        assertThrows(IllegalStateException.class, good::exceptionNow);
        run(Weft.waitAll(List.of(good, bad)));
        assertEquals(1, good.resultNow());
        assertThrows(IllegalStateException.class, good::exceptionNow);
        assertSame(failure, bad.exceptionNow());
        assertSame(
                failure,
                assertThrows(IllegalStateException.class, bad::resultNow).getCause());
    }

    @Test
    void getOfADoneTask() throws Exception {
        Task<Object> good = loop.start(script("good").give(1));
        Task<Object> bad = loop.start(failing());
        run(Weft.waitAll(List.of(good, bad)));
        assertEquals(1, good.get());
        assertSame(failure, assertThrows(ExecutionException.class, bad::get).getCause());
    }

    @Test
    void getOnTheLoopsOwnThreadIsRefused() {
        Task<Object> other = loop.start(script("other").await(Weft.sleep(Duration.ofSeconds(1))));
        run(script("main").then(v -> assertThrows(IllegalStateException.class, other::get)));
        run(script("self").then(v -> assertThrows(IllegalStateException.class, Task.current()::get)));
        EventLoop own = EventLoop.current();
        Task<Object> never = own.start(script("never"));
        assertThrows(IllegalStateException.class, never::get);
        own.close();
    }

    @Test
    void aTaskCannotAwaitItself() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class, () -> run(script("main").await(v -> Task.current())));
        assertTrue(e.getMessage().contains("awaits itself"), e.getMessage());
    }

    @Test
    void severalTasksAwaitOneInOrder() {
        Task<Object> one = loop.start(script("one").await(Weft.yieldNow()).give("value"));
        for (int i = 0; i < 5; i++) {
            String name = "t" + i;
            loop.start(script(name).await(one).then(v -> events.add(name + " " + v)));
        }
        runReady();
        assertEquals(List.of("t0 value", "t1 value", "t2 value", "t3 value", "t4 value"), events);
    }

    @Test
    void oneOfSeveralWaitersCanBeCancelledWhereverItIs() {
        for (int victim = 0; victim < 4; victim++) {
            events.clear();
            Task<Object> one = loop.start(script("one").await(Weft.sleep(Duration.ofSeconds(1))));
            List<Task<Object>> many = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String name = "t" + i;
                many.add(loop.start(script(name).await(one).log(events, name)));
            }
            runReady();
            many.get(victim).cancel();
            runReady();
            run(one);
            runReady();
            List<String> rest = new ArrayList<>(List.of("t0", "t1", "t2", "t3"));
            rest.remove(victim);
            assertEquals(rest, events);
        }
    }

    @Test
    void onDoneIsCalledByTheLoopAndNeverAtOnce() {
        Task<Object> task = loop.start(script("task").await(Weft.yieldNow()).give(1));
        task.onDone(t -> events.add("first " + t.resultNow()));
        task.onDone(t -> events.add("second"));
        run(task);
        runReady();
        assertEquals(List.of("first 1", "second"), events);
        task.onDone(t -> events.add("late"));
        events.add("not yet");
        runReady();
        assertEquals(List.of("first 1", "second", "not yet", "late"), events);
    }

    @Test
    void aFailingOnDoneIsReported() {
        Task<Object> task = loop.start(script("task").give(1));
        task.onDone(t -> {
            throw Unchecked.<RuntimeException>sneaky(failure);
        });
        runReady();
        assertEquals(List.of(failure), uncaught.take());
    }

    @Test
    void asAFuture() {
        Task<Object> good = loop.start(script("good").await(Weft.yieldNow()).give(1));
        Task<Object> bad = loop.start(failing());
        CompletableFuture<Object> value = good.toCompletableFuture();
        CompletableFuture<Object> problem = bad.toCompletableFuture();
        runReady();
        assertEquals(1, value.join());
        assertEquals(1, good.toCompletableFuture().join());
        assertSame(
                failure,
                assertThrows(ExecutionException.class, () -> problem.get()).getCause());
        Task<Object> cancelled = loop.start(script("cancelled").await(Weft.yieldNow()));
        cancelled.cancel();
        CompletableFuture<Object> none = cancelled.toCompletableFuture();
        runReady();
        assertThrows(CancellationException.class, none::join);
    }

    @Test
    void theLoopKeepsATaskThatNobodyElseRefersTo() {
        Script<Object> coroutine = script("forgotten").await(new NeverReady()).caught(e -> events.add("cancelled"));
        WeakReference<Task<Object>> task = new WeakReference<>(loop.start(coroutine));
        coroutine = null;
        runReady();
        System.gc();
        assertFalse(task.refersTo(null), "the loop keeps the task");
        loop.close();
        assertEquals(List.of("cancelled"), events);
    }

    @Test
    void tasksAreListedOldestFirstUntilTheyEnd() {
        Task<Object> a = loop.start(script("a").await(Weft.sleep(Duration.ofSeconds(1))));
        Task<Object> b = loop.start(script("b").await(Weft.sleep(Duration.ofSeconds(3))));
        Task<Object> c = loop.start(script("c").await(Weft.sleep(Duration.ofSeconds(2))));
        runReady();
        assertEquals(List.of(a, b, c), List.copyOf(loop.tasks()));
        run(a);
        assertEquals(List.of(b, c), List.copyOf(loop.tasks()));
        run(c);
        assertEquals(List.of(b), List.copyOf(loop.tasks()));
        run(b);
        assertEquals(List.of(), List.copyOf(loop.tasks()));
    }

    private static final class NeverReady implements Awaiter<Object> {
        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public Object result() {
            throw new AssertionError();
        }

        @Override
        public void onReady(Runnable wake) {}
    }

    // ---- after the test suites of asyncio, AnyIO and Trio

    @Test
    void callbacksOfADoneTaskAreStillCalledLaterAndInOrder() {
        Task<Object> task = loop.start(script("task").give(1));
        task.onDone(t -> events.add("a"));
        run(task);
        task.onDone(t -> events.add("b"));
        task.onDone(t -> events.add("c"));
        assertFalse(events.contains("b"), events::toString);
        runReady();
        assertEquals(List.of("a", "b", "c"), events);
    }

    // ---- what mutations of TaskImpl asked for

    @Test
    void theMessageTellsWhyThereIsNoCurrentTask() {
        assertEquals(
                "there is no current task: no event loop is running on this thread",
                assertThrows(IllegalStateException.class, Task::current).getMessage());
        loop.execute(() -> events.add(
                assertThrows(IllegalStateException.class, Task::current).getMessage()));
        runReady();
        assertEquals(List.of("there is no current task: this code was called by the loop, not by a task"), events);
    }

    @Test
    void theMessageTellsWhyThereIsNoFailure() {
        Task<Object> task = loop.start(after(1, "value"), "named");
        assertEquals(
                "task named (PENDING) is not done",
                assertThrows(IllegalStateException.class, task::exceptionNow).getMessage());
        run(task);
        assertEquals(
                "task named (SUCCEEDED) has no exception",
                assertThrows(IllegalStateException.class, task::exceptionNow).getMessage());
    }

    @Test
    void cancelOfAFutureIsTheSameWhateverItSaysOfInterrupts() {
        for (boolean interrupts : new boolean[] {true, false}) {
            Task<Object> task = loop.start(after(1, "value"));
            runReady();
            assertTrue(task.cancel(interrupts), "the request is recorded: " + task);
            runReady();
            assertTrue(task.isCancelled(), task::toString);
            assertFalse(task.cancel(interrupts), "it has ended: " + task);
        }
    }
}
