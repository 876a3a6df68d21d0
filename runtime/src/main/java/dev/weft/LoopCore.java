package dev.weft;

import dev.weft.Inbox.Pushed;
import dev.weft.ports.Clock;
import dev.weft.ports.Poller;
import dev.weft.ports.VirtualTime;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The engine of an event loop: ready queue, inbox, timers, and the turn that serves them.
 *
 * <p>Invariant: while {@code runner} is not null, that thread is the loop's thread, and only it
 * touches the ready queue, the timers and what hangs on them. While {@code runner} is null nobody
 * does: all that arrives waits in the inbox. User code is called in {@link #runReady} only.
 */
abstract class LoopCore extends ReadyQueue {
    /** How many nodes run before the poller is asked for events, though more nodes are ready. */
    private static final int STEPS_PER_POLL = 256;

    /** How many nodes run before the clock is asked whether a timer is due, though more nodes are ready. */
    private static final int STEPS_PER_LOOK = 32;

    /** No timer is further away, so that differences of deadlines never overflow. */
    private static final long FARTHEST = Long.MAX_VALUE >> 1;

    /** Nor longer due; less, since the clock goes on. */
    private static final long LONGEST_DUE = -(FARTHEST >> 1);

    private static final VarHandle RUNNER;
    private static final VarHandle STEPS;

    static {
        try {
            RUNNER = MethodHandles.lookup().findVarHandle(LoopCore.class, "runner", Thread.class);
            STEPS = MethodHandles.lookup().findVarHandle(LoopCore.class, "steps", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Tells it from the other loops of the JVM. */
    final int id = COUNT.incrementAndGet();

    /** For those who look at the loop from other threads. */
    final Vitals vitals = new Vitals(this);

    private final Clock clock;
    private final Poller poller;
    private final TimerHeap timers = new TimerHeap();
    private final Inbox inbox = new Inbox();

    /**
     * The loop's thread while it runs. A thread that reads itself here needs no ordering: nobody else
     * ever writes it.
     */
    @SuppressWarnings("UnusedVariable") // by its handle
    private @Nullable Thread runner;

    /** True while the loop may be waiting in the poller. Written by the loop's thread. */
    private volatile boolean waiting;

    /** Set by {@link #requestStop}, cleared when a run ends. */
    private volatile boolean stopping;

    /** Counts the nodes that were run. Written by the loop's thread; the watchdog reads it, too. */
    private int steps;

    /** Times each step, or null. Read by the loop's thread once a turn; written by any, without ordering. */
    @Nullable
    Stopwatch stopwatch;

    /** {@code steps} when the poller, and when the clock, was asked last. Owned by the loop's thread. */
    private int polledAt;

    private int lookedAt;

    /** Owned by the loop's thread. */
    private boolean watched;

    LoopCore(Clock clock, Poller poller) {
        this.clock = clock;
        this.poller = poller;
    }

    /** Whether the caller is the loop's thread. */
    final boolean isOnThread() {
        return RUNNER.getOpaque(this) == Thread.currentThread();
    }

    final boolean hasRunner() {
        return RUNNER.getVolatile(this) != null;
    }

    /**
     * Posts from any thread, and wakes the loop if it waits and nobody else has done so.
     *
     * @return false if the loop is closed
     */
    final boolean post(QueueNode node) {
        Pushed pushed = inbox.push(node);
        if (pushed == Pushed.FIRST && waiting) {
            poller.wakeUp();
        }
        return pushed != Pushed.REFUSED;
    }

    /** Lets a node arrive: at once on the loop's thread, through the inbox from any other. */
    final boolean submit(QueueNode node) {
        if (isOnThread()) {
            node.arrive(this);
            return true;
        }
        return post(node);
    }

    /** Sets a timer. The loop's thread only. */
    final void addTimer(TimerNode node, long nanos) {
        if (nanos <= 0) {
            lookSoon();
        }
        timers.add(node, clock.nanoTime() + Math.max(LONGEST_DUE, Math.min(nanos, FARTHEST)));
    }

    /** How long a timer has still to run, in nanoseconds; 0 if it is not set. The loop's thread only. */
    final long nanosLeft(TimerNode node) {
        return timers.until(node, clock.nanoTime());
    }

    /** Removes a timer. The loop's thread only. */
    final boolean removeTimer(TimerNode node) {
        return timers.remove(node);
    }

    /** Makes the calling thread the loop's thread. */
    final void acquire() {
        if (!RUNNER.compareAndSet(this, null, Thread.currentThread())) {
            throw new IllegalStateException("the event loop is already running");
        }
        lookSoon();
        Flight.look();
        vitals.choose();
        watched = Watchdog.watch(this, clock instanceof VirtualTime);
    }

    final void release() {
        if (watched) {
            Watchdog.unwatch(this);
        }
        stopping = false;
        RUNNER.setRelease(this, null);
    }

    /** The number of the node that was run last, perhaps a moment ago. Any thread. */
    final int step() {
        return (int) STEPS.getOpaque(this);
    }

    /** The loop's thread if it is running something, perhaps a moment ago. Any thread. */
    final @Nullable Thread busyThread() {
        Thread thread = (Thread) RUNNER.getAcquire(this);
        return waiting ? null : thread;
    }

    /** The loop's thread, perhaps a moment ago. Any thread. */
    final @Nullable Thread runner() {
        return (Thread) RUNNER.getAcquire(this);
    }

    /** What is running, perhaps a moment ago. Any thread. */
    abstract String subject();

    /** What others manage it by. Any thread. */
    abstract Object bean();

    /** Lets the next turn ask the clock. */
    private void lookSoon() {
        lookedAt = steps - STEPS_PER_LOOK;
    }

    final boolean isStopping() {
        return stopping;
    }

    /** Ends the run under way, or the next one, after its current turn. Any thread. */
    final void requestStop() {
        stopping = true;
        poller.wakeUp();
    }

    /** Whether a turn would find nothing to do at once. The loop's thread only. */
    final boolean isQuiet() {
        return countReady() == 0 && inbox.isEmpty();
    }

    /** Refuses what comes from now on; what had been posted before arrives. */
    final void closeInbox() {
        arrived(inbox.close());
    }

    /** The clock's time. */
    final long now() {
        return clock.nanoTime();
    }

    /**
     * One turn: waits until something is to do, lets arrive what was posted, fires the timers that
     * are due, runs what was ready before it. What becomes ready meanwhile waits for the next turn.
     * However much is ready: timers are looked at every {@value #STEPS_PER_LOOK} steps, events every {@value
     * #STEPS_PER_POLL}.
     */
    final void turn() {
        receive();
        if (countReady() == 0) {
            trim();
            if (!isTimerDue() && !stopping) {
                idle();
            }
            if (countReady() == 0) {
                await();
            }
            fireTimers();
        } else {
            serve();
        }
        runReady();
    }

    /** Looks for events and for timers that are due, now and then, while something is ready. */
    private void serve() {
        int now = steps;
        if (now - polledAt >= STEPS_PER_POLL) {
            polledAt = now;
            poller.poll(0);
            receive();
        }
        if (now - lookedAt >= STEPS_PER_LOOK) {
            fireTimers();
        }
    }

    private boolean isTimerDue() {
        return !timers.isEmpty() && timers.untilFirst(clock.nanoTime()) <= 0;
    }

    private void await() {
        polledAt = steps;
        waiting = true;
        try {
            // A producer that did not see `waiting` has pushed before this look at the inbox.
            poller.poll(inbox.isEmpty() && !stopping ? nanosToWait() : 0);
        } finally {
            waiting = false;
        }
        receive();
    }

    private long nanosToWait() {
        return timers.isEmpty() ? Long.MAX_VALUE : Math.max(0, timers.untilFirst(clock.nanoTime()));
    }

    final void receive() {
        arrived(inbox.takeAll());
    }

    private void arrived(@Nullable QueueNode oldest) {
        QueueNode node = oldest;
        while (node != null) {
            QueueNode following = node.next;
            node.next = null;
            node.arrive(this);
            node = following;
        }
    }

    private void fireTimers() {
        lookedAt = steps;
        TimerNode first = timers.first();
        if (first == null) {
            return;
        }
        long now = clock.nanoTime();
        while (first != null && timers.untilFirst(now) <= 0) {
            timers.remove(first);
            first.fire();
            first = timers.first();
        }
    }

    /** The only place where user code is called: steps of tasks, callbacks, failure handlers. */
    private void runReady() {
        Stopwatch timing = stopwatch;
        int left = countReady();
        while (left > 0) {
            QueueNode node = begin();
            steps++;
            try {
                if (timing == null) {
                    node.run();
                } else {
                    timing.run(node);
                }
            } catch (Throwable failure) {
                uncaught(node.subject(), failure);
            }
            ran();
            if (--left > 0) {
                serve();
            }
        }
    }

    /** Called when nothing is ready and no timer is due, before the loop waits. */
    abstract void idle();

    /** Reports a failure that nobody else will see; throws nothing. */
    abstract void uncaught(Object subject, Throwable failure);
}
