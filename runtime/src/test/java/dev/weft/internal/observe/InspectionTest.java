package dev.weft.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Awaiter;
import dev.weft.EventLoop;
import dev.weft.LoopFixture;
import dev.weft.Script;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.management.LoopInfo;
import dev.weft.management.TaskInfo;
import dev.weft.sync.AsyncLock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What others see of a loop and its tasks: from its own thread, from another one, and while it is blocked. */
@Tag("jdk")
class InspectionTest extends LoopFixture {
    private static LoopMetrics metricsOf(EventLoop loop) {
        return ((EventLoopImpl) loop).metrics();
    }

    private LoopInfo look() {
        return new LoopInspector((EventLoopImpl) loop).look(100);
    }

    private static TaskInfo named(LoopInfo seen, String name) {
        return seen.getTasks().stream()
                .filter(t -> t.getName().equals(name))
                .findAny()
                .orElseThrow();
    }

    private LoopInfo whileRunning(Script<Object> main) {
        LoopInfo[] seen = new LoopInfo[1];
        loop.start(main, "main");
        runReady();
        loop.execute(() -> seen[0] = look());
        runReady();
        assertTrue(seen[0].isConsistent(), "seen on the loop's thread");
        return seen[0];
    }

    @Test
    void aSuspendedTaskShowsItsLogicalStackAndWhatItWaitsFor() {
        Script<Object> inner = script("inner").await(Weft.sleep(Duration.ofSeconds(3)));
        LoopInfo seen = whileRunning(script("outer").await(inner));
        TaskInfo main = named(seen, "main");
        assertEquals("SUSPENDED", main.getStatus());
        assertEquals("sleep, 3000 ms left", main.getWaitsFor());
        assertEquals(
                List.of("inner", "outer"),
                main.getStack().stream().map(StackTraceElement::getMethodName).toList());
        assertEquals(List.of(), main.getAwaits());
        assertEquals(((EventLoopImpl) loop).id() + ".1", main.getId());
    }

    @Test
    void theTasksThatAreAwaitedAreNamedByTheirIds() {
        LoopInfo seen = whileRunning(script("main").await(v -> {
            Task<Object> one = loop.start(script("one").await(new CompletableFuture<>()), "one");
            Task<Object> two = loop.start(script("two").await(one), "two");
            loop.start(script("first").await(Weft.waitFirst(List.of(one, two))), "first");
            return Weft.gather(one, two);
        }));
        String one = named(seen, "one").getId();
        String two = named(seen, "two").getId();
        assertEquals(List.of(one, two), named(seen, "main").getAwaits());
        assertEquals(List.of(one, two), named(seen, "first").getAwaits());
        assertEquals(List.of(one), named(seen, "two").getAwaits());
        assertEquals("task one", named(seen, "two").getWaitsFor());
        assertEquals("gather of 2", named(seen, "main").getWaitsFor());
        assertTrue(
                named(seen, "one").getWaitsFor().startsWith("java.util.concurrent.CompletableFuture"),
                named(seen, "one")::getWaitsFor);
    }

    @Test
    void whoWaitsForALockAwaitsItsOwner() {
        AsyncLock lock = new AsyncLock();
        LoopInfo seen = whileRunning(script("main").await(lock.acquire()).await(v -> {
            loop.start(script("waiting").await(lock.acquire()), "waiting");
            return new CompletableFuture<>();
        }));
        assertEquals(
                List.of(named(seen, "main").getId()), named(seen, "waiting").getAwaits());
    }

    @Test
    void whoAwaitsAHotMethodAwaitsItsTask() {
        LoopInfo seen = whileRunning(script("main")
                .await(v -> script("hot").await(new CompletableFuture<>()).hot()));
        assertEquals(2, seen.getTaskCount());
        TaskInfo hot = seen.getTasks().get(1);
        assertEquals(List.of(hot.getId()), named(seen, "main").getAwaits());
    }

    @Test
    void soManyTasksAreShownAndAllAreCounted() {
        for (int i = 0; i < 5; i++) {
            loop.start(script("parked").await(new CompletableFuture<>()), "parked " + i);
        }
        runReady();
        LoopInfo seen = new LoopInspector((EventLoopImpl) loop).look(2);
        assertEquals(5, seen.getTaskCount());
        assertEquals(
                List.of("parked 0", "parked 1"),
                seen.getTasks().stream().map(TaskInfo::getName).toList());
        assertEquals(
                Map.of("PENDING", 0, "RUNNING", 0, "SUSPENDED", 5), new LoopInspector((EventLoopImpl) loop).byStatus());
    }

    @Test
    void anAwaiterThatCannotBeDescribedIsNamedByItsClass() {
        class Broken implements Awaiter<Object> {
            @Override
            public boolean isReady() {
                return false;
            }

            @Override
            public Object result() {
                return "never";
            }

            @Override
            public void onReady(Runnable wake) {}

            @Override
            public String toString() {
                throw new IllegalStateException("broken");
            }
        }
        LoopInfo seen = whileRunning(script("main").await(new Broken()));
        assertEquals(Broken.class.getName(), named(seen, "main").getWaitsFor());
    }

    @Test
    void anotherThreadIsAnsweredByTheLoopBetweenTwoSteps() throws Exception {
        EventLoop real = uncaught.watch(EventLoop.create());
        CountDownLatch running = new CountDownLatch(1);
        real.execute(running::countDown);
        Thread runs = new Thread(real::runForever, "runs a loop");
        runs.start();
        running.await();
        try {
            Task<Object> task = real.start(script("parked").await(new CompletableFuture<>()), "parked");
            LoopInfo seen = answered(real);
            assertEquals("parked", seen.getTasks().get(0).getName());
            assertEquals(List.of(), seen.getThreadStack());
            LoopBean bean = new LoopBean(metricsOf(real));
            assertEquals("runs a loop", bean.getThreadName());
            assertTrue(bean.getSteps() >= 2, "steps: " + bean.getSteps());
            task.cancel();
        } finally {
            real.stop();
            runs.join();
        }
    }

    /** Looks until the loop has answered in time: on a busy machine it may take it longer than the look is patient. */
    private static LoopInfo answered(EventLoop loop) {
        LoopInfo seen = new LoopInspector((EventLoopImpl) loop).look(10);
        for (int again = 0; again < 40 && !seen.isConsistent(); again++) {
            seen = new LoopInspector((EventLoopImpl) loop).look(10);
        }
        assertTrue(seen.isConsistent(), "the loop has not answered, again and again");
        return seen;
    }

    @Test
    void aLookStopsTheLoopForAShortTimeAndCountsWhatItLeavesOut() {
        int tasks = 2_000;
        for (int i = 0; i < tasks; i++) {
            loop.start(script("slow").await(new SlowToDescribe()));
        }
        LoopInfo[] seen = new LoopInfo[1];
        loop.execute(() -> seen[0] = new LoopInspector((EventLoopImpl) loop).look(tasks));
        runReady();
        assertEquals(tasks, seen[0].getTaskCount());
        int shown = seen[0].getTasks().size();
        assertTrue(shown > 0 && shown < 100, "described, at a millisecond each: " + shown);
    }

    /** Takes a millisecond to say what it is. */
    private static final class SlowToDescribe extends CompletableFuture<Object> {
        @Override
        public String toString() {
            long start = System.nanoTime();
            while (System.nanoTime() - start < 1_000_000) {
                Thread.onSpinWait();
            }
            return "slow";
        }
    }

    @Test
    void ofManyTasksTheOldestAreShown() {
        int tasks = 3_000;
        for (int i = 0; i < tasks; i++) {
            loop.start(script("one").await(new CompletableFuture<>()), "task " + i);
        }
        LoopInfo[] seen = new LoopInfo[1];
        loop.execute(() -> seen[0] = new LoopInspector((EventLoopImpl) loop).look(3));
        runReady();
        assertEquals(tasks, seen[0].getTaskCount());
        assertEquals(
                List.of("task 0", "task 1", "task 2"),
                seen[0].getTasks().stream().map(TaskInfo::getName).toList());
    }

    @Test
    void aBlockedLoopIsLookedAtFromOutside() throws Exception {
        EventLoop real = uncaught.watch(EventLoop.create());
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        real.start(script("parked").await(new CompletableFuture<>()), "parked");
        Thread runs = new Thread(() -> real.runUntilComplete(script("blocking").then(v -> {
            blocked.countDown();
            enough.await();
            return null;
        })));
        runs.start();
        blocked.await();
        LoopInfo seen = new LoopInspector((EventLoopImpl) real).look(10);
        enough.countDown();
        runs.join();
        assertFalse(seen.isConsistent(), "seen from outside");
        assertEquals(
                "parked SUSPENDED",
                seen.getTasks().get(0).getName() + " " + seen.getTasks().get(0).getStatus());
        assertEquals("RUNNING", seen.getTasks().get(1).getStatus());
        assertTrue(
                seen.getThreadStack().stream()
                        .anyMatch(
                                e -> e.getFileName() != null && e.getFileName().equals("InspectionTest.java")),
                () -> seen.getThreadStack().toString());
        assertTrue(seen.getLagMicros() >= 200_000, "lag " + seen.getLagMicros());
    }

    @Test
    void timedStepsMakeTheLongestOneKnown() {
        LoopBean bean = new LoopBean(metricsOf(loop));
        assertEquals(0, bean.getLongestCallbackMicros());
        bean.setTimed(true);
        assertTrue(bean.isTimed(), bean::toString);
        loop.execute(() -> {
            long until = System.nanoTime() + 2_000_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        });
        runReady();
        assertTrue(bean.getLongestCallbackMicros() >= 2_000, () -> bean.getLongestCallbackMicros() + " us");
        bean.setTimed(false);
        assertFalse(((EventLoopImpl) loop).hasStepTimer(), "switched off");
    }

    @Test
    void aLoopIsVisibleWhileItRunsFromOneSecondOn() {
        JmxExporter exporter = new JmxExporter();
        long second = 1_000_000_000;
        exporter.look(java.util.Set.of(metricsOf(loop)), 0);
        assertNull(attribute("Id"));
        exporter.look(java.util.Set.of(metricsOf(loop)), second);
        assertEquals(((EventLoopImpl) loop).id(), attribute("Id"));
        assertNotNull(attribute("TasksByStatus"));
        exporter.look(java.util.Set.of(), 2 * second);
        assertNull(attribute("Id"));
    }

    /** By reflection, since what is tested does without the module, too. */
    private Object attribute(String name) {
        try {
            Object server = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getPlatformMBeanServer")
                    .invoke(null);
            Class<?> objectName = Class.forName("javax.management.ObjectName");
            return Class.forName("javax.management.MBeanServer")
                    .getMethod("getAttribute", objectName, String.class)
                    .invoke(
                            server,
                            objectName
                                    .getConstructor(String.class)
                                    .newInstance("dev.weft:type=EventLoop,id=" + ((EventLoopImpl) loop).id()),
                            name);
        } catch (java.lang.reflect.InvocationTargetException absent) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
