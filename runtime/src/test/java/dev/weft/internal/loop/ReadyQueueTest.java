package dev.weft.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weft.LoopFixture;
import dev.weft.Script;
import dev.weft.Weft;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadyQueueTest extends LoopFixture {
    private static final class Node extends QueueNode {
        @Override
        protected void run() {}
    }

    private final ReadyQueue queue = new ReadyQueue() {};

    /** While a node runs, others come, and perhaps itself. */
    @Test
    void isFirstInFirstOutHoweverFullItGets() {
        Random random = new Random(42);
        ArrayDeque<QueueNode> model = new ArrayDeque<>();
        for (int run = 0; run < 50_000; run++) {
            int more = random.nextInt(run % 10_000 < 5_000 ? 4 : 2);
            for (int i = 0; i < more; i++) {
                add(new Node(), model);
            }
            assertEquals(model.size(), queue.countReady());
            if (!model.isEmpty()) {
                runOldest(random, model);
            }
        }
        while (!model.isEmpty()) {
            assertSame(model.remove(), queue.begin());
            queue.finishCurrent();
        }
        assertEquals(0, queue.countReady());
    }

    private void runOldest(Random random, ArrayDeque<QueueNode> model) {
        QueueNode node = model.remove();
        assertSame(node, queue.begin());
        for (int before = random.nextInt(2); before > 0; before--) {
            add(new Node(), model);
        }
        if (random.nextBoolean()) {
            add(node, model);
        }
        for (int after = random.nextInt(2); after > 0; after--) {
            add(new Node(), model);
        }
        assertSame(node, queue.runningNode());
        queue.finishCurrent();
    }

    private void add(QueueNode node, ArrayDeque<QueueNode> model) {
        queue.enqueue(node);
        model.add(node);
    }

    @Test
    void afterTheLastHasRunNothingRuns() {
        Node node = new Node();
        queue.enqueue(node);
        queue.begin();
        queue.enqueue(node);
        queue.finishCurrent();
        queue.begin();
        queue.finishCurrent();
        assertNull(queue.runningNode());
        assertEquals(0, queue.countReady());
    }

    /** A loop that is never idle lets go of a task that yielded alone, and of a callback, as soon as they have ended. */
    @Test
    @Timeout(30)
    void whatHasRunIsNotKept() {
        List<WeakReference<Object>> gone = new ArrayList<>();
        gone.add(new WeakReference<>(
                loop.start(script("alone").await(Weft.yieldNow()).await(Weft.yieldNow()))));
        runReady();
        loop.execute(forgotten(gone));
        Script<Object> busy = script("busy");
        for (int i = 0; i < 50; i++) {
            busy.await(Weft.yieldNow()).then(v -> {
                System.gc();
                return gone.removeIf(reference -> reference.get() == null);
            });
        }
        run(busy);
        assertEquals(List.of(), gone);
    }

    private static Runnable forgotten(List<WeakReference<Object>> gone) {
        byte[] large = new byte[1024];
        Runnable callback = () -> large[0]++;
        gone.add(new WeakReference<>(callback));
        return callback;
    }

    @Test
    void aBurstOfAHundredThousandRunsInOrderAndTheLoopGoesOn() {
        int burst = 100_000;
        int[] ran = new int[1];
        for (int round = 0; round < 2; round++) {
            ran[0] = 0;
            for (int i = 0; i < burst; i++) {
                int expected = i;
                loop.execute(() -> assertEquals(expected, ran[0]++));
            }
            run(script("sleeper").await(Weft.sleep(Duration.ofSeconds(1))));
            assertEquals(burst, ran[0]);
        }
    }
}
