package dev.weft.test.internal.report;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ports.LoopInspection;
import dev.weft.ports.LoopInspection.Tracking;
import dev.weft.ports.VirtualTime;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The tree of tasks that really wait for one another. */
@SuppressWarnings("try")
class AwaitTreeWovenTest {
    private final VirtualTime time = new VirtualTime();
    private final EventLoop loop = EventLoop.create(time, time);
    private final AsyncLock lock = new AsyncLock();
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    @Async
    private Coroutine<Void> customer(int seconds) {
        try (Permit permit = await(lock.acquire())) {
            await(sleep(Duration.ofSeconds(seconds)));
            await(answer);
        }
        return done();
    }

    @Async
    private Coroutine<Void> shop() {
        await(gather(List.of(start(customer(3), "ann"), start(customer(1), "bob"))));
        return done();
    }

    private String treeAfter(Duration delay) {
        String[] tree = new String[1];
        loop.schedule(delay, () -> {
            tree[0] = AwaitTree.of(loop);
            loop.stop();
        });
        loop.runForever();
        return tree[0].replaceAll("java:\\d+", "java:N");
    }

    @Test
    void aLockIsHeldByATaskThatSleepsAndThenWaitsForAFuture() {
        try (Tracking tracking = LoopInspection.of(loop).trackResources()) {
            loop.start(shop(), "shop");
            assertEquals("""
                    (T) shop SUSPENDED at AwaitTreeWovenTest.shop(AwaitTreeWovenTest.java:N), waits for gather of 2
                    ├── (T) ann SUSPENDED at AwaitTreeWovenTest.customer(AwaitTreeWovenTest.java:N), sleeps 2 s
                    └── (T) bob SUSPENDED at AwaitTreeWovenTest.customer(AwaitTreeWovenTest.java:N), waits for lock: held by ann, 1 waiting
                        └── (T) ann (see above)
                    open: Permit, opened by task ann""", treeAfter(Duration.ofSeconds(1)));
            String tree = treeAfter(Duration.ofSeconds(5));
            assertEquals(
                    "├── (T) ann SUSPENDED at AwaitTreeWovenTest.customer(AwaitTreeWovenTest.java:N),"
                            + " waits for CompletableFuture[Not completed, 1 dependents]",
                    tree.lines().skip(1).findFirst().orElseThrow());
            answer.complete("yes");
            loop.close();
        }
    }
}
