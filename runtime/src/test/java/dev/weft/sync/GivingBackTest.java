package dev.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/**
 * A wait that is cancelled between the moment in which another thread hands something over and the moment in which that
 * thread runs the wake-up. Here the two are apart; the grant alone is what that other thread has done so far.
 */
class GivingBackTest {
    private final List<String> woken = new ArrayList<>();

    private <W extends Wait<?>> W waiting(String name, W wait) {
        assertTrue(!wait.isReady());
        wait.onReady(() -> woken.add(name));
        return wait;
    }

    private static QueueState<String> queue(Queue<String> items, String... given) {
        QueueState<String> state = new QueueState<>(Math.max(1, given.length), items);
        for (String item : given) {
            items.add(item);
            state.unfinished++;
        }
        return state;
    }

    private static void admit(QueueState<String> state) {
        synchronized (state.monitor) {
            state.items.poll();
            state.admit();
        }
    }

    @Test
    void anItemOfACancelledPutIsTakenOutAndTheNextComesIn() {
        QueueState<String> state = queue(new ArrayDeque<>(), "old");
        QueueState<String>.Put first = waiting("first", state.new Put("1"));
        waiting("second", state.new Put("2"));
        admit(state);
        first.onCancelled();
        assertEquals(List.of("2"), List.copyOf(state.items));
        assertEquals(List.of("second"), woken);
        assertEquals(2, state.unfinished); // the old one, and the second
    }

    @Test
    void theLastOneThatJoinWaitsForMayBeAnItemThatIsTakenOut() {
        QueueState<String> state = queue(new ArrayDeque<>(), "old");
        QueueState<String>.Put put = waiting("put", state.new Put("new"));
        waiting("join", state.new Join());
        admit(state);
        state.unfinished--; // the old one is done
        put.onCancelled();
        assertEquals(0, state.unfinished);
        assertEquals(List.of("join"), woken);
    }

    @Test
    void ofEqualItemsTheNewestIsTakenOut() {
        String own = new String("same");
        QueueState<String> fifo = queue(new ArrayDeque<>(), "gone", new String("same"), "other");
        QueueState<String>.Put put = waiting("put", fifo.new Put(own));
        admit(fifo);
        put.onCancelled();
        assertEquals(List.of("same", "other"), List.copyOf(fifo.items));
        QueueState<String> lifo = queue(new Stack<>(), "same", "gone");
        put = waiting("put", lifo.new Put(own));
        admit(lifo);
        assertSame(own, lifo.items.peek());
        put.onCancelled();
        assertEquals(List.of("same"), List.copyOf(lifo.items));
    }

    @Test
    void anItemThatWasTakenInTheMeantimeHasBeenPut() {
        QueueState<String> state = queue(new ArrayDeque<>(), "old");
        QueueState<String>.Put put = waiting("put", state.new Put("new"));
        admit(state);
        state.items.poll();
        put.onCancelled();
        assertEquals(2, state.unfinished);
    }

    @Test
    void anItemGoesBackToItsPlaceOrToTheNextWhoTakes() {
        for (Queue<String> items : List.of(
                new ArrayDeque<String>(),
                new Stack<String>(),
                new PriorityQueue<>(Comparator.<String>naturalOrder()))) {
            QueueState<String> state = queue(items);
            QueueState<String>.Take first = waiting("first", state.new Take());
            QueueState<String>.Take second = waiting("second", state.new Take());
            synchronized (state.monitor) {
                state.offer("1");
            }
            first.onCancelled();
            assertEquals("1", second.granted());
            QueueState<String>.Take third = waiting("third", state.new Take());
            synchronized (state.monitor) {
                state.offer("2");
                state.offer("3");
            }
            third.onCancelled();
            assertEquals(List.of("2", "3"), drained(state));
        }
        assertEquals(List.of("second", "second", "second"), woken);
    }

    private static List<String> drained(QueueState<String> state) {
        List<String> all = new ArrayList<>();
        String item;
        while ((item = state.items.poll()) != null) {
            all.add(item);
        }
        return all;
    }
}
