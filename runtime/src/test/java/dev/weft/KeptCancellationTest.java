package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A {@link CancelledError} that a program keeps, and throws later or elsewhere: whose task it cancels, and whose it fails. */
class KeptCancellationTest extends LoopFixture {
    private Throwable kept;

    /** Cancels a task, which keeps the error and ends as if nothing had happened. */
    private Throwable errorOfAnother() {
        Task<Object> other = loop.start(script("other").await(Weft.sleep(LONG)).caught(e -> kept = e));
        runReady();
        other.cancel("other");
        runReady();
        assertEquals(Task.Status.SUCCEEDED, other.status());
        return kept;
    }

    private static void assertFailedWith(Throwable error, Task<?> task) {
        assertEquals(Task.Status.FAILED, task.status());
        Throwable failure = task.exceptionNow();
        assertSame(CancellationException.class, failure.getClass(), failure::toString);
        assertEquals(error.getMessage(), failure.getMessage());
        assertSame(error, failure.getCause());
    }

    @Test
    void itsOwnErrorCancelsATaskLaterToo() {
        Task<Object> task = loop.start(script("task")
                .await(Weft.sleep(LONG))
                .caught(e -> kept = e)
                .await(Weft.sleep(SECOND))
                .then(v -> rethrow(kept)));
        runReady();
        task.cancel("own");
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(Task.Status.CANCELLED, task.status());
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void theErrorOfAnotherTaskIsAFailure() {
        Throwable error = errorOfAnother();
        Task<Object> task = loop.start(script("task").await(Weft.yieldNow()).then(v -> rethrow(error)));
        CancellationException failure = assertThrows(CancellationException.class, () -> run(task));
        assertSame(error, failure.getCause());
        assertFailedWith(error, task);
        Task<Object> atOnce = loop.start(Weft.failed(error));
        assertThrows(CancellationException.class, () -> run(atOnce));
        assertFailedWith(error, atOnce);
    }

    @Test
    void inAHotCallToo() {
        Throwable error = errorOfAnother();
        Task<?>[] call = new Task<?>[1];
        CancellationException failure = assertThrows(
                CancellationException.class,
                () -> run(script("main")
                        .await(v -> script("hot")
                                .await(Weft.yieldNow())
                                .then(w -> call[0] = Task.current())
                                .then(w -> rethrow(error))
                                .hot())));
        assertSame(error, failure.getCause());
        assertEquals(Task.Status.FAILED, call[0].status());
        CompletableFuture<Object> withoutLoop =
                script("hot").then(v -> rethrow(error)).hot();
        assertSame(
                error,
                assertThrows(CancellationException.class, withoutLoop::join).getCause());
    }

    @Test
    void aLimitThatIsNotOverPassesItOn() {
        Throwable error = errorOfAnother();
        Task<Object> task = loop.start(script("task")
                .await(v -> Weft.withTimeout(LONG, script("inner").then(w -> rethrow(error)))));
        assertThrows(CancellationException.class, () -> run(task));
        assertFailedWith(error, task);
    }

    @Test
    void aChildOfAGatherThatThrowsItFailsTheOthers() {
        Throwable error = errorOfAnother();
        Task<Object> slow = loop.start(after(9, "slow"));
        Script<Object> failing = script("failing").then(v -> rethrow(error));
        CancellationException failure =
                assertThrows(CancellationException.class, () -> run(Weft.gather(failing, slow)));
        assertSame(error, failure.getCause());
        assertEquals(Task.Status.CANCELLED, slow.status());
    }

    @Test
    void theErrorOfALimitThatIsOverIsTheTasksOwn() {
        Task<Object> task = loop.start(script("task")
                .await(v -> Weft.withTimeout(
                        SECOND, script("inner").await(Weft.sleep(LONG)).caught(e -> {
                            kept = e;
                            return rethrow(e);
                        })))
                .caught(e -> events.add(e.getClass() == TimeoutException.class ? "timeout" : e.toString()))
                .then(v -> rethrow(kept)));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(Task.Status.CANCELLED, task.status());
    }

    @Test
    void theErrorOfAnotherTasksGroupIsNotThatGroupsFailure() {
        IOException failure = new IOException("child");
        Task<Object> owner = loop.start(TaskGroup.run(group -> {
            group.start(failing(1, failure));
            return script("body").await(Weft.sleep(LONG)).caught(e -> {
                kept = e;
                return rethrow(e);
            });
        }));
        assertSame(failure, assertThrows(IOException.class, () -> run(owner)));
        Task<Object> task = loop.start(script("task").then(v -> rethrow(kept)));
        assertThrows(CancellationException.class, () -> run(task));
        assertFailedWith(kept, task);
    }

    @Test
    void anErrorThatTheProgramHasMadeCancels() {
        Task<Object> task = loop.start(script("task").then(v -> rethrow(new CancelledError("made"))));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(Task.Status.CANCELLED, task.status());
    }
}
