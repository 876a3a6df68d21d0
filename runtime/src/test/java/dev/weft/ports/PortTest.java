package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Awaiter;
import dev.weft.EventLoop;
import dev.weft.Script;
import dev.weft.Task;
import dev.weft.UncaughtFailures;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What adapters get from a loop: its poller, its host, the run of what an event has woken. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class PortTest {
    @RegisterExtension
    final UncaughtFailures uncaught = new UncaughtFailures();

    private final EventLoop loop = uncaught.watch(EventLoop.create());
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    /** A poller whose events are callbacks. It runs all that are there, and drains after each. */
    private static final class Events implements Poller {
        final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        final CountDownLatch closed = new CountDownLatch(1);
        volatile Thread thread;
        private boolean polling;

        private static void wokenUp() {}

        @Override
        public void poll(long nanos) {
            poll(nanos, Events::wokenUp);
        }

        @Override
        public void poll(long nanos, Runnable drain) {
            thread = Thread.currentThread();
            if (polling) {
                throw new AssertionError("a poll inside of a poll");
            }
            polling = true;
            try {
                Runnable event = nanos <= 0 ? queue.poll() : queue.poll(nanos, TimeUnit.NANOSECONDS);
                while (event != null) {
                    event.run();
                    drain.run();
                    event = queue.poll();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                polling = false;
            }
        }

        @Override
        public void wakeUp() {
            queue.add(Events::wokenUp);
        }

        @Override
        public void close() {
            assertTrue(thread == null || thread == Thread.currentThread());
            closed.countDown();
        }
    }

    private Object run(Script<Object> main) {
        return loop.runUntilComplete(main);
    }

    private static Script<Object> script() {
        return Script.of("task");
    }

    @Test
    void aLoopThatOnlyParksGetsThePollerAndIsWokenByIt() {
        Events made = new Events();
        run(script().then(v -> {
                    assertSame(made, loop.port(Events.class, () -> made));
                    assertSame(made, loop.port(Events.class, () -> {
                        throw new AssertionError("there is one already");
                    }));
                    return v;
                })
                .await(v -> Awaiter.<Object>of(done -> made.queue.add(() -> done.succeed("event"))))
                .await(v -> Weft.blocking(() -> "woken by another thread"))
                .await(v -> Weft.sleep(Duration.ofMillis(1))));
        assertEquals(1, made.closed.getCount());
        loop.close();
        assertEquals(0, made.closed.getCount());
    }

    @Test
    void aChosenPollerIsNotReplaced() {
        VirtualTime time = new VirtualTime();
        EventLoop virtual = uncaught.watch(EventLoop.create(time, time));
        virtual.runUntilComplete(script().then(v -> {
            assertSame(time, virtual.port(VirtualTime.class, Events::new));
            return assertThrows(IllegalStateException.class, () -> virtual.port(Events.class, Events::new));
        }));
    }

    @Test
    void aPortIsForTheLoopsThreadAndOfTheRightType() {
        assertThrows(IllegalStateException.class, () -> loop.port(Events.class, Events::new));
        run(script().then(v -> {
            assertThrows(IllegalArgumentException.class, () -> loop.port(Events.class, Poller::parking));
            return loop.port(Events.class, Events::new);
        }));
        loop.close();
        assertThrows(IllegalStateException.class, () -> loop.port(Events.class, Events::new));
    }

    @Test
    void afterEachEventRunsWhatItHasWoken() {
        Events poller = new Events();
        EventLoop own = uncaught.watch(EventLoop.create(Clock.system(), poller));
        List<Task<?>> readers = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            IoWait io = IoWait.on(own);
            readers.add(own.start(script().await(io.next()).then(v -> {
                events.add("read " + name);
                own.drain(); // inside of a step it does nothing
                return v;
            })));
            poller.queue.add(() -> {
                events.add("event " + name);
                io.wake();
            });
        }
        own.runUntilComplete(script().await(Weft.gather(readers)));
        assertEquals(List.of("event a", "read a", "event b", "read b"), events);
    }

    @Test
    void manyTasksInADrainDoNotPollInsideOfThePoll() {
        Events poller = new Events();
        EventLoop own = uncaught.watch(EventLoop.create(Clock.system(), poller));
        List<Task<?>> readers = new ArrayList<>();
        IoWait[] waits = new IoWait[1_000];
        for (int i = 0; i < waits.length; i++) {
            IoWait io = IoWait.on(own);
            waits[i] = io;
            readers.add(own.start(script().await(io.next())));
        }
        poller.queue.add(() -> {
            for (IoWait io : waits) {
                io.wake();
            }
        });
        own.runUntilComplete(script().await(Weft.gather(readers)));
    }

    @Test
    void drainIsForTheLoopsThread() {
        assertThrows(IllegalStateException.class, loop::drain);
        loop.close();
        loop.drain();
    }

    // ---- on a host

    @Test
    void aHostOfTheTypeIsThePort() {
        VirtualHost host = new VirtualHost();
        EventLoop hosted = uncaught.watch(EventLoop.on(host, host));
        host.here(() -> assertSame(host, hosted.port(VirtualHost.class, Events::new)));
    }

    @Test
    void loopsWhoseHostsHaveNoneShareAPollerAndItsThread() throws Exception {
        VirtualHost host = new VirtualHost();
        EventLoop one = uncaught.watch(EventLoop.on(host, host));
        EventLoop two = uncaught.watch(EventLoop.on(host, host));
        Events[] made = new Events[3];
        host.here(() -> {
            made[0] = one.port(Events.class, Events::new);
            made[1] = two.port(Events.class, Events::new);
            assertSame(made[0], one.port(Events.class, Events::new));
        });
        assertSame(made[0], made[1]);
        CountDownLatch polled = new CountDownLatch(1);
        made[0].queue.add(() -> {
            one.execute(() -> events.add("event"));
            polled.countDown();
        });
        polled.await();
        assertEquals("weft-poller", made[0].thread.getName());
        host.runAll();
        assertEquals(List.of("event"), events);
        one.closeAsync();
        host.runAll();
        assertEquals(1, made[0].closed.getCount(), "the other loop uses it");
        two.closeAsync();
        host.runAll();
        made[0].closed.await();
        EventLoop three = uncaught.watch(EventLoop.on(host, host));
        host.here(() -> made[2] = three.port(Events.class, Events::new));
        assertNotSame(made[0], made[2]);
        three.closeAsync();
        host.runAll();
        made[2].closed.await();
    }

    @Test
    void drainRunsATurnInTheCallback() {
        VirtualHost host = new VirtualHost();
        EventLoop hosted = uncaught.watch(EventLoop.on(host, host));
        IoWait io = IoWait.on(hosted);
        hosted.start(script().await(io.next())
                .then(v -> {
                    events.add("read");
                    hosted.drain(); // inside of a step
                    return v;
                })
                .await(Weft.sleep(Duration.ofSeconds(1)))
                .log(events, "slept"));
        host.runAll();
        host.here(() -> {
            io.wake();
            hosted.drain();
            events.add("end of the callback");
        });
        assertEquals(List.of("read", "end of the callback"), events);
        host.pass(Duration.ofSeconds(1));
        assertEquals(List.of("read", "end of the callback", "slept"), events);
        assertThrows(IllegalStateException.class, hosted::drain);
    }
}
