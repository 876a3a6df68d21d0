package dev.weft.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.internal.loop.Inbox.Pushed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class InboxTest {
    private static final class Node extends Message {
        final int producer;
        final int number;

        Node(int producer, int number) {
            this.producer = producer;
            this.number = number;
        }

        @Override
        protected void arrive(LoopEngine loop) {}
    }

    private final Inbox inbox = new Inbox();

    @Test
    void firstInFirstOutAndOnlyTheFirstPushSaysSo() {
        Node a = new Node(0, 0);
        Node b = new Node(0, 1);
        assertEquals(Pushed.FIRST, inbox.push(a));
        assertEquals(Pushed.LATER, inbox.push(b));
        Message all = inbox.takeAll();
        assertSame(a, all);
        assertSame(b, all.next);
        assertNull(b.next);
        assertTrue(inbox.isEmpty(), "all has been taken");
        assertNull(inbox.takeAll());
        assertEquals(Pushed.FIRST, inbox.push(new Node(0, 2)));
    }

    @Test
    void aClosedOneTakesNothing() {
        Node a = new Node(0, 0);
        inbox.push(a);
        assertSame(a, inbox.close());
        assertNull(inbox.close());
        assertEquals(Pushed.REFUSED, inbox.push(new Node(0, 1)));
    }

    @Test
    void nothingIsLostOrReorderedWithSeveralProducers() throws Exception {
        int producers = 4;
        int each = 50_000;
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int producer = p;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    inbox.push(new Node(producer, i));
                }
            });
            threads.add(thread);
            thread.start();
        }
        int[] next = new int[producers];
        int total = 0;
        while (total < producers * each) {
            for (Message node = inbox.takeAll(); node != null; node = node.next) {
                Node own = (Node) node;
                assertEquals(next[own.producer]++, own.number);
                total++;
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
