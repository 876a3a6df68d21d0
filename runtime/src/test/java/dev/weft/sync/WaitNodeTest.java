package dev.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Coroutine;
import dev.weft.LoopFixture;
import dev.weft.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * A wait that is cancelled between the moment in which another thread hands something over and the moment in which that
 * thread runs the wake-up. Here the two are apart.
 */
class WaitNodeTest extends LoopFixture {
    private final QueueState<String> state = new QueueState<>(1, new ArrayDeque<>());

    private <T> Task<T> waiting(Coroutine<T> wait) {
        Task<T> task = loop.start(wait);
        runReady();
        assertEquals(Task.Status.SUSPENDED, task.status());
        return task;
    }

    @Test
    void anItemThatWasHandedOverCounts() {
        Task<String> first = waiting(new WaitNode<>(state.taking, null));
        Task<String> second = waiting(new WaitNode<>(state.taking, null));
        WaitNode<?> woken;
        state.guard.lock();
        try {
            woken = state.offer("1");
        } finally {
            state.guard.unlock();
        }
        first.cancel();
        second.cancel();
        runReady();
        assertEquals(List.of(Task.Status.SUSPENDED, Task.Status.CANCELLED), List.of(first.status(), second.status()));
        WaitNode.wakeAll(woken);
        runReady();
        assertEquals("1", first.resultNow());
        assertEquals(0, state.taking.size());
        loop.close();
    }

    @Test
    void anItemThatWasLetInIsIn() {
        state.items.add("old");
        state.unfinished++;
        Task<Void> first = waiting(new WaitNode<>(state.putting, "1"));
        Task<Void> second = waiting(new WaitNode<>(state.putting, "2"));
        WaitNode<?> woken;
        state.guard.lock();
        try {
            state.items.remove();
            woken = state.admit();
        } finally {
            state.guard.unlock();
        }
        first.cancel();
        second.cancel();
        runReady();
        WaitNode.wakeAll(woken);
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
            List<WaitNode<Void>> all = queued(4, i -> new WaitNode<>(state.joining, i));
            WaitNode<Void> left = all.remove(leaving);
            assertTrue(left.leave(), "it was queued");
            assertFalse(left.leave(), "it has left");
            all.addAll(queued(1, n -> new WaitNode<>(state.joining, n)));
            assertEquals(4, state.joining.size());
            for (WaitNode<Void> next : all) {
                assertSame(next, state.joining.poll());
            }
            assertNull(state.joining.poll());
            assertEquals(0, state.joining.size());
        }
    }

    @Test
    void thoseWhoAreLetGoTogetherAreLinkedInOrder() {
        List<WaitNode<Void>> all = queued(3, i -> new WaitNode<>(state.joining, i));
        List<WaitNode<?>> linked = new ArrayList<>();
        state.guard.lock();
        try {
            for (WaitNode<?> wait = state.joining.letAllGo(); wait != null; wait = wait.after) {
                linked.add(wait);
            }
        } finally {
            state.guard.unlock();
        }
        assertEquals(all, linked);
        assertEquals(0, state.joining.size());
    }

    private List<WaitNode<Void>> queued(int count, IntFunction<WaitNode<Void>> make) {
        List<WaitNode<Void>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            WaitNode<Void> wait = make.apply(i);
            state.guard.lock();
            try {
                state.joining.add(wait);
            } finally {
                state.guard.unlock();
            }
            all.add(wait);
        }
        return all;
    }
}
