package dev.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.ports.VirtualTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * A wait that is cancelled between the moment in which another thread hands something over and the moment in which that
 * thread runs the wake-up. Here the two are apart.
 */
class HandoverTest {
    private final VirtualTime time = new VirtualTime();
    private final EventLoop loop = EventLoop.create(time, time);
    private final QueueState<String> state = new QueueState<>(1, new ArrayDeque<>());

    private <T> Task<T> waiting(Coroutine<T> wait) {
        Task<T> task = loop.start(wait);
        runReady();
        assertEquals(Task.Status.SUSPENDED, task.status());
        return task;
    }

    /** Runs until nothing is ready: each run is one turn. */
    private void runReady() {
        for (int i = 0; i < 5; i++) {
            loop.stop();
            loop.runForever();
        }
    }

    @Test
    void anItemThatWasHandedOverCounts() {
        Task<String> first = waiting(new Wait<>(state.taking, null));
        Task<String> second = waiting(new Wait<>(state.taking, null));
        Wait<?> woken;
        synchronized (state.monitor) {
            woken = state.offer("1");
        }
        first.cancel();
        second.cancel();
        runReady();
        assertEquals(List.of(Task.Status.SUSPENDED, Task.Status.CANCELLED), List.of(first.status(), second.status()));
        Wait.wakeAll(woken);
        runReady();
        assertEquals("1", first.resultNow());
        assertTrue(state.taking.isEmpty());
        loop.close();
    }

    @Test
    void anItemThatWasLetInIsIn() {
        state.items.add("old");
        state.unfinished++;
        Task<Void> first = waiting(new Wait<>(state.putting, "1"));
        Task<Void> second = waiting(new Wait<>(state.putting, "2"));
        Wait<?> woken;
        synchronized (state.monitor) {
            state.items.remove();
            woken = state.admit();
        }
        first.cancel();
        second.cancel();
        runReady();
        Wait.wakeAll(woken);
        runReady();
        assertNull(first.resultNow());
        assertEquals(Task.Status.CANCELLED, second.status());
        assertEquals(List.of("1"), List.copyOf(state.items));
        assertEquals(2, state.unfinished);
        loop.close();
    }

    /** Four in a queue, one of which leaves: the others keep their order. */
    @Test
    void anyOfAQueueMayLeave() {
        for (int leaving = 0; leaving < 4; leaving++) {
            List<Wait<Void>> all = queued(4, i -> new Wait<>(state.joining, i));
            Wait<Void> left = all.remove(leaving);
            synchronized (state.monitor) {
                assertTrue(left.leave());
                assertTrue(!left.leave());
                Wait<Void> late = new Wait<>(state.joining, 9);
                state.joining.add(late);
                all.add(late);
                assertEquals(4, state.joining.size());
                for (Wait<Void> next : all) {
                    assertSame(next, state.joining.poll());
                }
                assertNull(state.joining.poll());
                assertEquals(0, state.joining.size());
            }
        }
    }

    @Test
    void thoseWhoAreLetGoTogetherAreLinkedInOrder() {
        List<Wait<Void>> all = queued(3, i -> new Wait<>(state.joining, i));
        List<Wait<?>> linked = new ArrayList<>();
        synchronized (state.monitor) {
            for (Wait<?> wait = state.joining.letAllGo(); wait != null; wait = wait.after) {
                linked.add(wait);
            }
        }
        assertEquals(all, linked);
        assertTrue(state.joining.isEmpty());
    }

    private List<Wait<Void>> queued(int count, IntFunction<Wait<Void>> make) {
        List<Wait<Void>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Wait<Void> wait = make.apply(i);
            synchronized (state.monitor) {
                state.joining.add(wait);
            }
            all.add(wait);
        }
        return all;
    }
}
