package dev.weft;

import dev.weft.Inbox.Pushed;
import dev.weft.ports.Clock;
import dev.weft.ports.Poller;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The engine of an event loop: ready queue, inbox, timers, and the turn that serves them.
 *
 * <p>Invariant: while {@code runner} is not null, that thread is the loop's thread, and only it
 * touches the ready queue, the timers and what hangs on them. While {@code runner} is null nobody
 * does: all that arrives waits in the inbox. User code is called in {@link #runReady} only.
 */
abstract class LoopCore {
    /** How many nodes run before the poller is asked for events, though more nodes are ready. */
    private static final int STEPS_PER_POLL = 256;

    /** No timer is further away, so that differences of deadlines never overflow. */
    private static final long FARTHEST = Long.MAX_VALUE >> 1;

    private static final VarHandle RUNNER;

    static {
        try {
            RUNNER = MethodHandles.lookup().findVarHandle(LoopCore.class, "runner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Clock clock;
    private final Poller poller;
    private final ReadyQueue ready = new ReadyQueue();
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

    /** Nodes run since the poller was asked last. Owned by the loop's thread. */
    private int stepsSincePoll;

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

    /** Appends to the ready queue. The loop's thread only. */
    final void enqueue(QueueNode node) {
        ready.add(node);
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
        timers.add(node, clock.nanoTime() + Math.min(nanos, FARTHEST));
    }

    /** Removes a timer. The loop's thread only. */
    final boolean removeTimer(TimerNode node) {
        return timers.remove(node);
    }

    /** A duration in nanoseconds, the longest possible if it is too long for that. */
    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Makes the calling thread the loop's thread. */
    final void acquire() {
        if (!RUNNER.compareAndSet(this, null, Thread.currentThread())) {
            throw new IllegalStateException("the event loop is already running");
        }
    }

    final void release() {
        stopping = false;
        RUNNER.setRelease(this, null);
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
        return ready.isEmpty() && inbox.isEmpty();
    }

    /** Closes the inbox; what was in it is dropped. */
    final void closeInbox() {
        inbox.close();
    }

    /**
     * One turn: waits until something is to do, lets arrive what was posted, fires the timers that
     * are due, runs what was ready before it. What becomes ready meanwhile waits for the next turn.
     */
    final void turn() {
        receive();
        if (ready.isEmpty()) {
            if (!isDue(timers.first()) && !stopping) {
                idle();
            }
            if (ready.isEmpty()) {
                await();
            }
        } else if (stepsSincePoll >= STEPS_PER_POLL) {
            stepsSincePoll = 0;
            poller.poll(0);
            receive();
        }
        fireTimers();
        runReady();
    }

    private boolean isDue(@Nullable TimerNode first) {
        return first != null && first.deadline - clock.nanoTime() <= 0;
    }

    private void await() {
        stepsSincePoll = 0;
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
        TimerNode first = timers.first();
        return first == null ? Long.MAX_VALUE : Math.max(0, first.deadline - clock.nanoTime());
    }

    final void receive() {
        QueueNode node = inbox.takeAll();
        while (node != null) {
            QueueNode following = node.next;
            node.next = null;
            node.arrive(this);
            node = following;
        }
    }

    private void fireTimers() {
        TimerNode first = timers.first();
        if (first == null) {
            return;
        }
        long now = clock.nanoTime();
        while (first != null && first.deadline - now <= 0) {
            timers.remove(first);
            first.fire();
            first = timers.first();
        }
    }

    /** The only place where user code is called: steps of tasks, callbacks, failure handlers. */
    private void runReady() {
        QueueNode last = ready.last();
        QueueNode node;
        while ((node = ready.take()) != null) {
            stepsSincePoll++;
            try {
                node.run();
            } catch (Throwable failure) {
                uncaught(node.subject(), failure);
            }
            if (node == last) {
                return;
            }
        }
    }

    /** Called when nothing is ready and no timer is due, before the loop waits. */
    abstract void idle();

    /** Reports a failure that nobody else will see; throws nothing. */
    abstract void uncaught(Object subject, Throwable failure);
}
