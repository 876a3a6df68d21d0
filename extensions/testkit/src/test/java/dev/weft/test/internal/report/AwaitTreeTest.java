package dev.weft.test.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.ports.LoopInspection;
import dev.weft.ports.LoopInspection.TaskState;
import dev.weft.ports.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwaitTreeTest {
    private final VirtualTime time = new VirtualTime();
    private final EventLoop loop = EventLoop.create(time, time);
    private final StatedTasks stated = new StatedTasks();

    private final Task<?> ann = task("ann");
    private final Task<?> bob = task("bob");
    private final Task<?> cleaner = task("cleaner");

    @AfterEach
    void close() {
        loop.close();
    }

    private Task<Void> task(String name) {
        return loop.start(Weft.sleep(Duration.ofDays(1)), name);
    }

    private static TaskState waits(Task<?> task, Object source, Task<?> owner, List<Task<?>> awaited) {
        return new TaskState(
                task, "1.1", Task.Status.SUSPENDED, true, source, -1, awaited, owner, List.of(at(task.name(), 19)));
    }

    private static StackTraceElement at(String method, int line) {
        return new StackTraceElement("com.example.Shop", method, "Shop.java", line);
    }

    private void assertTree(String expected) {
        assertEquals(expected.stripTrailing(), AwaitTree.of(stated, stated.unfinished()));
    }

    @Test
    void aTaskIsBelowTheOneThatWaitsForItAndIsDescribedOnce() {
        Task<?> main = task("main");
        StackTraceElement gather = new StackTraceElement("dev.weft.Weft", "gather", "Weft.java", -1);
        stated.add(new TaskState(
                main,
                "1.1",
                Task.Status.SUSPENDED,
                true,
                "gather of 2",
                -1,
                List.of(ann, bob),
                null,
                List.of(gather, at("open", 31))));
        stated.add(new TaskState(
                ann, "1.2", Task.Status.SUSPENDED, true, null, 2_000_000, List.of(), null, List.of(at("pay", 19))));
        stated.add(waits(bob, "lock: held by ann, 1 waiting", ann, List.of(ann)));
        stated.add(waits(cleaner, "a valve", ann, List.of(ann)));
        assertTree("""
                (T) main SUSPENDED at Shop.open(Shop.java:31), waits for gather of 2
                ├── (T) ann SUSPENDED at Shop.pay(Shop.java:19), sleeps 2 ms
                └── (T) bob SUSPENDED at Shop.bob(Shop.java:19), waits for lock: held by ann, 1 waiting
                    └── (T) ann (see above)
                (T) cleaner SUSPENDED at Shop.cleaner(Shop.java:19), waits for a valve, held by task ann
                └── (T) ann (see above)
                """);
    }

    @Test
    void everyStatusIsShown() {
        stated.add(new TaskState(ann, "1.1", Task.Status.PENDING, false, null, -1, List.of(), null, List.of()));
        stated.add(new TaskState(bob, "1.2", Task.Status.RUNNING, false, null, -1, List.of(), null, List.of()));
        stated.add(new TaskState(
                cleaner, "1.3", Task.Status.SUSPENDED, false, null, -1, List.of(), null, List.of(at("clean", -1))));
        stated.open(new Object(), bob);
        stated.open("a door", null);
        assertTree("""
                (T) ann PENDING
                (T) bob RUNNING
                (T) cleaner SUSPENDED at Shop.clean(Shop.java), is ready
                open: Object, opened by task bob
                open: a door
                """);
    }

    /** Another thread may have completed it since the loop stood still. */
    @Test
    void aStageThatIsDoneByNowIsNotShownWithAStateOfItsOwn() {
        stated.add(waits(ann, CompletableFuture.completedFuture(1), null, List.of()));
        stated.add(waits(bob, CompletableFuture.failedFuture(new Exception("[no]\n".repeat(300))), null, List.of()));
        stated.add(waits(cleaner, "[Completed normally]", null, List.of()));
        assertTree("""
                (T) ann SUSPENDED at Shop.ann(Shop.java:19), waits for CompletableFuture (done by now)
                (T) bob SUSPENDED at Shop.bob(Shop.java:19), waits for CompletableFuture (done by now)
                (T) cleaner SUSPENDED at Shop.cleaner(Shop.java:19), waits for [Completed normally]
                """);
    }

    @Test
    void aCycleIsNamedAndMarked() {
        stated.add(waits(ann, bob, null, List.of(bob)));
        stated.add(waits(bob, cleaner, null, List.of(cleaner)));
        stated.add(waits(cleaner, bob, null, List.of(bob)));
        assertTree("""
                CYCLE: bob → cleaner → bob
                (T) ann SUSPENDED at Shop.ann(Shop.java:19), waits for task bob
                └── (T) bob SUSPENDED at Shop.bob(Shop.java:19), waits for task cleaner
                    └── (T) cleaner SUSPENDED at Shop.cleaner(Shop.java:19), waits for task bob
                        └── (T) bob — CYCLE
                """);
    }

    @Test
    void aCycleThatNobodyElseWaitsForIsDrawnToo() {
        stated.add(waits(ann, ann, null, List.of(ann)));
        assertTree("""
                CYCLE: ann → ann
                (T) ann SUSPENDED at Shop.ann(Shop.java:19), waits for task ann
                └── (T) ann — CYCLE
                """);
    }

    @Test
    void hostileNamesAndSourcesAreHarmless() {
        Task<?> task = task("a\nb\u202e");
        Object source = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };
        stated.add(new TaskState(task, "1.1", Task.Status.SUSPENDED, true, source, -1, List.of(), null, List.of()));
        assertTree("(T) a\\nb\\u202e SUSPENDED, waits for AwaitTreeTest$1");
    }

    @Test
    void theTreeIsBounded() {
        List<Task<?>> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(task("t" + i));
            stated.open("door " + i, null);
        }
        many.forEach(task -> stated.add(waits(task, "all", null, many)));
        List<String> lines = AwaitTree.of(stated, stated.unfinished()).lines().toList();
        assertTrue(lines.size() <= 250, () -> lines.size() + " lines");
        assertTrue(lines.contains("… and 980 more open"), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.matches("… and 9\\d\\d more")), lines::toString);
    }

    @Test
    void aChainOfManyTasksIsBounded() {
        Task<?> before = ann;
        stated.add(waits(ann, "nothing", null, List.of()));
        for (int i = 0; i < 999; i++) {
            Task<?> next = task("t" + i);
            stated.add(waits(next, before, null, List.of(before)));
            before = next;
        }
        List<String> lines = AwaitTree.of(stated, stated.unfinished()).lines().toList();
        assertEquals(101, lines.size());
        assertEquals("… and 900 more", lines.get(100));
    }

    @Test
    void theTasksOfALoopAreLookedAt() {
        List<String> trees = new ArrayList<>();
        loop.start(Weft.waitAll(List.of(ann)), "main");
        loop.schedule(Duration.ofHours(1), () -> trees.add(AwaitTree.of(loop)));
        loop.schedule(Duration.ofHours(1), () -> trees.add(AwaitTree.of(LoopInspection.of(loop), List.of(bob))));
        loop.schedule(Duration.ofHours(2), loop::stop);
        loop.runForever();
        assertEquals("""
                (T) bob SUSPENDED, sleeps 23 h
                (T) cleaner SUSPENDED, sleeps 23 h
                (T) main SUSPENDED at Weft.waitAll(Weft.java), waits for waitAll of 1
                └── (T) ann SUSPENDED, sleeps 23 h
                """.stripTrailing(), trees.get(0));
        assertEquals("(T) bob SUSPENDED, sleeps 23 h", trees.get(1));
    }

    @Test
    void noTaskIsSaid() {
        assertTree("no unfinished task");
    }
}
