package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncCursor;
import dev.weft.AsyncStream;
import dev.weft.Awaitable;
import dev.weft.ContextLocal;
import dev.weft.EventLoop;
import dev.weft.LoopFixture;
import dev.weft.Script;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.ports.LoopInspection.OpenResource;
import dev.weft.ports.LoopInspection.TaskState;
import dev.weft.ports.LoopInspection.Tracking;
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a loop shows to test kits and tools. */
@SuppressWarnings("try") // a tracking is a scope
class LoopInspectionTest extends LoopFixture {
    private final LoopInspection inspection = LoopInspection.of(loop);

    private Task<Object> named(String name, Awaitable<?> source) {
        return loop.start(script(name).await(source), name);
    }

    /** Looks on the loop's thread, when nothing is ready. */
    private <T> T seen(Supplier<T> look) {
        runReady();
        List<T> seen = new ArrayList<>();
        loop.execute(() -> seen.add(look.get()));
        runReady();
        assertEquals(1, seen.size(), "the loop has looked once");
        return seen.get(0);
    }

    private TaskState stateOf(Task<?> task) {
        return seen(() -> inspection.stateOf(task));
    }

    // ---- what is bound in tasks

    @Test
    void aContextLocalIsSeenInATaskAndInThoseThatItStarts() {
        ContextLocal<String> local = ContextLocal.create("place");
        List<Task<Object>> inner = new ArrayList<>();
        Task<?> outer = loop.start(local.where(
                "here",
                script("outer")
                        .then(given -> inner.add(named("inner", Weft.sleep(Duration.ofDays(1)))))
                        .await(Weft.sleep(Duration.ofDays(1)))));
        Task<?> other = named("other", Weft.sleep(Duration.ofDays(1)));
        assertEquals(
                List.of("here", "here", "null"),
                seen(() -> List.of(
                        String.valueOf(inspection.boundIn(outer, local)),
                        String.valueOf(inspection.boundIn(inner.get(0), local)),
                        String.valueOf(inspection.boundIn(other, local)))));
    }

    // ---- the states of tasks

    @Test
    void aTaskThatSleepsWaitsForNothingButTime() {
        TaskState state = stateOf(named("sleeps", Weft.sleep(Duration.ofSeconds(3))));
        assertTrue(state.isParked(), state.toString());
        assertEquals(Task.Status.SUSPENDED, state.status());
        assertNull(state.waitsFor());
        assertEquals(3_000_000_000L, state.nanosLeft());
        assertEquals(List.of(), state.awaited());
        assertNull(state.owner());
        assertEquals(
                List.of("sleeps"),
                state.stack().stream().map(StackTraceElement::getMethodName).toList());
    }

    @Test
    void howLongATaskWillSleepIsKnownToTheLoopsThreadOnly() {
        Task<Object> task = named("sleeps", Weft.sleep(SECOND));
        runReady();
        assertEquals(-1, inspection.stateOf(task).nanosLeft());
    }

    @Test
    void aTaskThatAwaitsAnotherNamesIt() {
        Task<Object> inner = named("inner", Weft.sleep(LONG));
        TaskState state = stateOf(named("outer", inner));
        assertSame(inner, state.waitsFor());
        assertEquals(List.of(inner), state.awaited());
        assertEquals(-1, state.nanosLeft(), "it does not sleep itself");
    }

    @Test
    void aTaskThatWaitsForAFutureNamesIt() {
        CompletableFuture<Object> future = new CompletableFuture<>();
        TaskState state = stateOf(loop.start(script("waits").await(future)));
        assertSame(future, state.waitsFor());
        assertEquals(List.of(), state.awaited());
    }

    @Test
    void ofSeveralThatAreAwaitedTheEndedOnesAreNotShown() {
        Task<Object> slow = named("slow", Weft.sleep(LONG));
        Task<Object> quick = named("quick", Weft.yieldNow());
        TaskState state = stateOf(named("gathers", Weft.gather(slow, quick)));
        assertEquals(List.of(slow), state.awaited());
        assertEquals("gather of 2", String.valueOf(state.waitsFor()));
    }

    @Test
    void whoWaitsForALockNamesItAndItsOwner() {
        AsyncLock lock = new AsyncLock();
        Task<Object> holds = loop.start(script("holds").await(lock.acquire()).await(Weft.sleep(LONG)), "holds");
        Task<Object> waits = named("waits", lock.acquire());
        TaskState state = stateOf(waits);
        assertSame(holds, state.owner());
        assertEquals(List.of(holds), state.awaited());
        assertEquals("lock: held by holds, 1 waiting", String.valueOf(state.waitsFor()));
    }

    @Test
    void aHotCallWithoutALoopIsNotShownAsTheOwner() {
        AsyncLock lock = new AsyncLock();
        CompletableFuture<Object> later = new CompletableFuture<>();
        CompletableFuture<Object> hot = Script.<Object>of("hot")
                .await(lock.acquire())
                .then(permit -> {
                    later.whenComplete((value, failure) -> ((Permit) permit).close());
                    return null;
                })
                .await(later)
                .hot();
        TaskState waiting = stateOf(named("waiting", lock.acquire()));
        assertNull(waiting.owner(), "its thread alone may use that task");
        assertEquals(List.of(), waiting.awaited());
        later.complete(1);
        assertTrue(hot.isDone(), hot::toString);
        runReady();
    }

    @Test
    void aSemaphoreHasNoOwner() {
        AsyncSemaphore none = new AsyncSemaphore(0);
        TaskState state = stateOf(named("waits", none.acquire()));
        assertNull(state.owner());
        assertEquals("semaphore: 0 available, 1 waiting", String.valueOf(state.waitsFor()));
    }

    private String waitOf(Awaitable<?> source) {
        return String.valueOf(stateOf(named("waits", source)).waitsFor());
    }

    @Test
    void whoWaitsForAPrimitiveNamesItsState() {
        AsyncBarrier barrier = new AsyncBarrier(2);
        AsyncEvent event = new AsyncEvent();
        assertEquals("barrier: 1 of 2 have arrived", waitOf(barrier.arrive()));
        assertEquals("event: not set, 1 waiting", waitOf(event.whenSet()));
        AsyncQueue<Object> queue = AsyncQueue.fifo(1);
        assertTrue(waitOf(queue.take()).startsWith("take from "), () -> waitOf(queue.take()));
        AsyncQueue<Object> full = AsyncQueue.fifo(1);
        assertTrue(full.tryPut("item"), "there is room");
        assertTrue(waitOf(full.put("second")).startsWith("put into "), () -> waitOf(full.put("third")));
        assertTrue(waitOf(full.join()).startsWith("join of "), () -> waitOf(full.join()));
    }

    @Test
    void aTaskThatOnlyLetsOthersRunIsNotParked() {
        Task<Object> yields = named("yields", Weft.yieldNow());
        runTurns(1);
        TaskState state = inspection.stateOf(yields);
        assertEquals(Task.Status.SUSPENDED, state.status());
        assertFalse(state.isParked(), state.toString());
        assertNull(state.waitsFor());
    }

    @Test
    void aTaskThatHasNotBegunAndOneThatRunsHaveNoStack() {
        List<TaskState> states = new ArrayList<>();
        loop.execute(() -> {
            Task<Object> task = loop.start(script("task").then(v -> states.add(inspection.stateOf(Task.current()))));
            states.add(inspection.stateOf(task));
        });
        runReady();
        assertEquals(
                List.of(Task.Status.PENDING, Task.Status.RUNNING),
                states.stream().map(TaskState::status).toList());
        for (TaskState state : states) {
            assertFalse(state.isParked(), state.toString());
            assertEquals(List.of(), state.stack(), state.toString());
        }
    }

    // ---- the tasks

    @Test
    void unfinishedTasksAreCountedAndShownOldestFirst() {
        assertEquals(0, inspection.taskCount());
        Task<Object> a = named("a", Weft.sleep(LONG));
        Task<Object> ended = named("ended", Weft.yieldNow());
        Task<Object> b = named("b", Weft.sleep(LONG));
        runReady();
        assertTrue(ended.isDone(), ended::toString);
        assertEquals(2, inspection.taskCount());
        assertEquals(List.of(a, b), inspection.unfinished());
        assertEquals(
                List.of(a, b),
                inspection.taskStates(10).stream().map(TaskState::task).toList());
        assertEquals(
                List.of(a),
                inspection.taskStates(1).stream().map(TaskState::task).toList());
        assertEquals(List.of(), inspection.taskStates(0));
        run(after(1, 1));
        assertEquals(Set.of(a, b), loop.tasks());
    }

    @Test
    void aTaskIsKnownByTheNumberOfItsLoopAndItsOwn() {
        Task<Object> first = named("first", Weft.sleep(LONG));
        Task<Object> second = named("second", Weft.sleep(LONG));
        runReady();
        assertEquals(inspection.id() + ".1", inspection.idOf(first));
        assertEquals(inspection.id() + ".2", inspection.stateOf(second).id());
        EventLoop other = uncaught.watch(EventLoop.create(time, time));
        assertNotEquals(inspection.id(), LoopInspection.of(other).id());
    }

    // ---- what is open

    /** Takes a permit of the step's lock or semaphore, and keeps it in the list. */
    private Task<Object> taker(String name, List<Permit> permits, Awaitable<?> acquire) {
        return loop.start(script(name).await(acquire).then(v -> permits.add((Permit) v)), name);
    }

    @Test
    void permitsAndGroupsAreListedUntilTheyAreClosedWithWhoOpenedThem() {
        AsyncLock lock = new AsyncLock();
        AsyncSemaphore semaphore = new AsyncSemaphore(1);
        List<Permit> permits = new ArrayList<>();
        List<TaskGroup> groups = new ArrayList<>();
        try (Tracking tracking = inspection.trackResources()) {
            Task<Object> a = taker("a", permits, lock.acquire());
            Task<Object> b = taker("b", permits, semaphore.acquire());
            Task<Object> c = loop.start(script("c").then(v -> groups.add(TaskGroup.open())), "c");
            runReady();
            assertEquals(
                    List.of(
                            new OpenResource(permits.get(0), a),
                            new OpenResource(permits.get(1), b),
                            new OpenResource(groups.get(0), c)),
                    inspection.openResources());
            permits.get(0).close();
            permits.get(0).close();
            assertEquals(2, inspection.openResources().size(), inspection.openResources()::toString);
            permits.get(1).close();
            run(groups.get(0).closeAsync());
            assertEquals(List.of(), inspection.openResources());
        }
    }

    @Test
    void aPermitThatIsHandedOverIsTheOneOfWhoHasWaited() {
        AsyncLock lock = new AsyncLock();
        AsyncSemaphore semaphore = new AsyncSemaphore(1);
        for (Supplier<Awaitable<Permit>> acquire :
                List.<Supplier<Awaitable<Permit>>>of(lock::acquire, semaphore::acquire)) {
            List<Permit> permits = new ArrayList<>();
            try (Tracking tracking = inspection.trackResources()) {
                taker("first", permits, acquire.get());
                Task<Object> second = taker("second", permits, acquire.get());
                runReady();
                loop.execute(permits.get(0)::close);
                runReady();
                assertEquals(List.of(new OpenResource(permits.get(1), second)), inspection.openResources());
                permits.get(1).close();
            }
        }
    }

    @Test
    void whereAResourceWasOpenedIsRecordedIfTheTrackingAsksForIt() {
        AsyncLock lock = new AsyncLock();
        List<Permit> permits = new ArrayList<>();
        try (Tracking tracking = inspection.trackResourcesWithStacks()) {
            loop.execute(() -> permits.add(lock.tryAcquire()));
            Task<Object> waiting =
                    loop.start(script("waiting").await(v -> lock.acquire()).then(v -> permits.add((Permit) v)));
            runReady();
            List<StackTraceElement> ofCallback =
                    inspection.openResources().get(0).stack();
            assertEquals(getClass().getName(), ofCallback.get(0).getClassName(), ofCallback::toString);
            List<StackTraceElement> trace = List.of(waiting.awaitTrace());
            loop.execute(permits.get(0)::close);
            runReady();
            assertEquals(List.of(new OpenResource(permits.get(1), waiting, trace)), inspection.openResources());
        }
    }

    @Test
    void aStreamIsOpenFromItsFirstItemToItsEnd() {
        AsyncStream<Integer> whole = AsyncStream.of(1, 2).map(i -> i); // of the two the one that was opened
        AsyncStream<Integer> closed = AsyncStream.of(1, 2);
        AsyncCursor<Integer> items = whole.open();
        AsyncCursor<Integer> others = closed.open();
        try (Tracking tracking = inspection.trackResources()) {
            assertEquals(List.of(), inspection.openResources());
            Task<Object> first = named("first", items.next());
            Task<Object> second = named("second", others.next());
            runReady();
            assertEquals(
                    List.of(new OpenResource(whole, first), new OpenResource(closed, second)),
                    inspection.openResources());
            run(items.next());
            assertEquals(2, inspection.openResources().size(), inspection.openResources()::toString);
            run(items.next());
            assertEquals(List.of(new OpenResource(closed, second)), inspection.openResources());
            run(others.closeAsync());
            assertEquals(List.of(), inspection.openResources());
            run(AsyncStream.of(1, 2).findFirst()); // consumes the stream, which nobody has opened by hand
            assertEquals(List.of(), inspection.openResources());
        }
    }

    @Test
    void aStreamThatBeginsWithoutTrackingStaysUnknown() {
        AsyncCursor<Integer> items = AsyncStream.of(1, 2).open();
        try (Tracking tracking = LoopInspection.of(EventLoop.create()).trackResources()) {
            run(items.next());
            assertEquals(List.of(), inspection.openResources());
        }
        AsyncCursor<Integer> others = AsyncStream.of(1, 2).open();
        run(others.next());
        try (Tracking tracking = inspection.trackResources()) {
            run(others.next());
            assertEquals(List.of(), inspection.openResources());
        }
        run(items.closeAsync());
        run(others.closeAsync());
    }

    @Test
    void whatACallbackOpensHasNoOpener() {
        AsyncLock lock = new AsyncLock();
        List<Permit> permits = new ArrayList<>();
        try (Tracking tracking = inspection.trackResources()) {
            loop.execute(() -> permits.add(lock.tryAcquire()));
            runReady();
            assertEquals(List.of(new OpenResource(permits.get(0), null)), inspection.openResources());
        }
    }

    @Test
    void ofResourcesThatAreEqualEachIsListed() {
        AsyncSemaphore semaphore = new AsyncSemaphore(3);
        List<Permit> permits = new ArrayList<>();
        try (Tracking tracking = inspection.trackResources()) {
            Task<Object> task = loop.start(script("task")
                    .await(v -> semaphore.acquire())
                    .then(v -> permits.add((Permit) v))
                    .await(v -> semaphore.acquire())
                    .then(v -> permits.add((Permit) v)));
            run(task);
            assertEquals(
                    permits,
                    inspection.openResources().stream()
                            .map(OpenResource::resource)
                            .toList());
            permits.get(0).close();
            assertEquals(List.of(new OpenResource(permits.get(1), task)), inspection.openResources());
        }
    }

    @Test
    void whatWasOpenBeforeStaysUnknownAndWhatIsOpenAtTheEndIsForgotten() {
        AsyncSemaphore semaphore = new AsyncSemaphore(9);
        List<Permit> permits = new ArrayList<>();
        run(taker("before", permits, semaphore.acquire()));
        Tracking tracking = inspection.trackResources();
        assertEquals(List.of(), inspection.openResources());
        run(taker("during", permits, semaphore.acquire()));
        assertEquals(1, inspection.openResources().size(), inspection.openResources()::toString);
        permits.get(0).close();
        assertEquals(1, inspection.openResources().size(), "the permit from before was never listed");
        tracking.close();
        assertEquals(List.of(), inspection.openResources());
        run(taker("behind", permits, semaphore.acquire()));
        try (Tracking again = inspection.trackResources()) {
            assertEquals(List.of(), inspection.openResources(), "nothing was kept from the time before");
        }
    }

    @Test
    void whatAHotMethodOpensBeforeItSuspendsIsListed() {
        AsyncSemaphore semaphore = new AsyncSemaphore(1);
        CompletableFuture<Object> hot = new CompletableFuture<>();
        try (Tracking tracking = inspection.trackResources()) {
            loop.execute(() ->
                    Script.<Object>of("hot").await(semaphore.acquire()).hot().thenAccept(hot::complete));
            runReady();
            List<OpenResource> open = inspection.openResources();
            assertEquals(1, open.size(), open::toString);
            assertSame(hot.join(), open.get(0).resource());
        }
    }

    @Test
    void aTrackingThatIsClosedAgainDoesNotEndTheNextOne() {
        Tracking first = inspection.trackResources();
        first.close();
        try (Tracking second = inspection.trackResources()) {
            first.close();
            Permit permit = new AsyncSemaphore(1).tryAcquire();
            loop.execute(() -> new AsyncSemaphore(1).tryAcquire());
            runReady();
            assertEquals(1, inspection.openResources().size(), "of the loop's own");
            permit.close();
        }
    }

    @Test
    void aLoopIsTrackedOnceAtATime() {
        try (Tracking tracking = inspection.trackResources()) {
            IllegalStateException twice = assertThrows(IllegalStateException.class, inspection::trackResources);
            assertEquals("the resources of this loop are tracked already", twice.getMessage());
        }
        inspection.trackResources().close();
    }

    @Test
    void eachLoopListsItsOwn() {
        EventLoop other = uncaught.watch(EventLoop.create(time, time));
        AsyncSemaphore semaphore = new AsyncSemaphore(9);
        List<Permit> permits = new ArrayList<>();
        try (Tracking here = inspection.trackResources();
                Tracking there = LoopInspection.of(other).trackResources()) {
            run(taker("here", permits, semaphore.acquire()));
            other.runUntilComplete(script("there").await(semaphore.acquire()).then(v -> permits.add((Permit) v)));
            assertSame(permits.get(0), only(inspection).resource());
            assertSame(permits.get(1), only(LoopInspection.of(other)).resource());
            there.close();
            assertSame(permits.get(0), only(inspection).resource(), "the other loop's end is not ours");
        }
    }

    private static OpenResource only(LoopInspection inspection) {
        List<OpenResource> open = inspection.openResources();
        assertEquals(1, open.size(), open::toString);
        return open.get(0);
    }
}
