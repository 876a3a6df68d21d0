package dev.weft.internal.loop;

import dev.weft.internal.loop.Inbox.Pushed;
import dev.weft.ports.Clock;
import dev.weft.ports.Host;
import dev.weft.ports.LoopInspection;
import dev.weft.ports.Poller;
import dev.weft.ports.Schedule;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine of an event loop: ready queue, inbox, timers, and the turn that serves them.
 *
 * <p>Invariant: while {@code runner} is not null, that thread is the loop's thread. Only this thread touches the ready
 * queue, the timers and the objects that they refer to. While {@code runner} is null no thread touches them: all
 * messages wait in the inbox. While the loop runs, user code is called in {@link #runReady} only.
 *
 * <p>A loop on a host has a runner during each turn. Between two turns the host's own callbacks may touch the same
 * objects, where {@link HostedTurns#isHere} holds; the host runs them one after another with the turns. Then
 * {@code waiting} is true, so what they make ready asks for a turn.
 */
public abstract class LoopEngine extends ReadyQueue {
    /** The number of nodes that run before the poller is asked for events, even if more nodes are ready. */
    private static final int STEPS_PER_POLL = 256;

    /** The number of nodes that run before the clock is asked whether a timer is due, even if more nodes are ready. */
    private static final int STEPS_PER_LOOK = 32;

    /** The longest delay of a timer, so that differences of deadlines never overflow. */
    private static final long FARTHEST = Long.MAX_VALUE >> 1;

    /** Lower bound of a negative delay. Half of FARTHEST, so that the clock may advance without overflow. */
    private static final long LONGEST_DUE = -(FARTHEST >> 1);

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** The loop's number, unique in the JVM. */
    private final int id = COUNT.incrementAndGet();

    private final Clock clock;
    /** Replaced in a step only, so before the loop waits again: who has seen that it waits sees the new one. */
    private volatile Poller poller;

    /** Whether the poller only parks, and so never drains. Owned by the loop's thread. */
    private boolean parks;

    /** Given to other pollers; made at the first poll. */
    private @Nullable Drain drain;

    /** Whether the poller lets the loop run what an event has made ready. Owned by the loop's thread. */
    private boolean draining;

    private final TimerHeap timers = new TimerHeap();
    private final Inbox inbox = new Inbox();

    /** The turns that a host runs; null if the loop has a thread of its own. */
    private final @Nullable HostedTurns hosted;

    /** Chooses the steps; null for first in, first out. */
    private final @Nullable ScheduledSteps scheduled;

    /** The loop's thread while it runs. Set by {@link #takeTurns}; cleared by that thread. */
    private volatile @Nullable Thread runner;

    /** True while the loop may be waiting in the poller. Written by the loop's thread. */
    private volatile boolean waiting;

    /** Whether the current run, or the next one, is to end. Set by {@link #requestStop}, cleared when a run ends. */
    private volatile boolean stopping;

    /** The number of nodes that were run. Written by the loop's thread; also read by the watchdog. */
    private int steps;

    /**
     * Times each step; null if steps are not timed. Read by the loop's thread once a turn; written by any thread,
     * without ordering.
     */
    private @Nullable StepTimer stepTimer;

    /** The values of {@code steps} when the poller and the clock were asked last. Owned by the loop's thread. */
    private int polledAt;

    private int lookedAt;

    /**
     * Creates a loop that does not run yet.
     *
     * @param clock tells the time
     * @param poller waits when nothing is ready
     * @param schedule decides the order of steps; null for first in, first out
     */
    protected LoopEngine(Clock clock, Poller poller, @Nullable Schedule schedule) {
        this.clock = clock;
        this.poller = poller;
        this.parks = parks(poller);
        this.scheduled = schedule == null ? null : new ScheduledSteps(this, schedule);
        this.hosted = null;
    }

    /**
     * Creates a loop on a host.
     *
     * @param clock tells the time
     * @param turns the turns that the host runs
     */
    protected LoopEngine(Clock clock, HostedTurns turns) {
        this.clock = clock;
        this.poller = turns;
        this.scheduled = null;
        this.hosted = turns;
        this.waiting = true;
        turns.isOf(this);
    }

    /** Returns the loop's number, which is unique in the JVM. Any thread. */
    public final int id() {
        return id;
    }

    /** Sets the timer of each step, from the next turn on; null for none. Any thread. */
    public final void setStepTimer(@Nullable StepTimer timer) {
        stepTimer = timer;
    }

    /** Returns whether each step is timed. Any thread. */
    public final boolean hasStepTimer() {
        return stepTimer != null;
    }

    /** Returns whether the caller is the loop's thread. */
    public final boolean isOnThread() {
        return isInTurn() || (hosted != null && hosted.isHere());
    }

    /** Returns whether the caller runs the loop: on a host, whether it is inside of a turn. */
    final boolean isInTurn() {
        return runner == Thread.currentThread();
    }

    /** Returns whether a host runs the loop. Any thread. */
    public final boolean isHosted() {
        return hosted != null;
    }

    /** Returns whether a thread runs the loop; a host does until the loop is closed. Any thread. */
    public final boolean hasRunner() {
        return runner != null || (hosted != null && hosted.isOpen());
    }

    /**
     * Posts a message. Wakes the loop if it waits and no other thread has woken it. Any thread.
     *
     * @return false if the loop is closed
     */
    public final boolean post(Message message) {
        Pushed pushed = inbox.push(message);
        if ((pushed == Pushed.FIRST && waiting) || (scheduled != null && pushed != Pushed.REFUSED)) {
            poller.wakeUp();
        }
        return pushed != Pushed.REFUSED;
    }

    /**
     * Lets a message arrive: at once on the loop's thread, through the inbox from any other.
     *
     * @return false if the loop is closed
     */
    public final boolean submit(Message message) {
        if (isOnThread()) {
            message.arrive(this);
            return true;
        }
        return post(message);
    }

    /** Sets a timer. The loop's thread only. */
    public final void addTimer(TimerNode node, long nanos) {
        StackReserve.checkFew();
        if (nanos <= 0) {
            lookSoon();
        }
        long delay = Math.max(LONGEST_DUE, Math.min(nanos, FARTHEST));
        if (scheduled != null) {
            delay = Math.min(delay + scheduled.late(nanos), FARTHEST);
        }
        long deadline = clock.nanoTime() + delay;
        timers.add(node, deadline);
        if (hosted != null && waiting && timers.first() == node) {
            hosted.alarmAt(deadline, Math.max(0, delay));
        }
    }

    /** Returns the time until a timer fires, in nanoseconds; 0 if it is not set. The loop's thread only. */
    public final long nanosLeft(TimerNode node) {
        return timers.until(node, clock.nanoTime());
    }

    /** Removes a timer. Returns false if it was not set. The loop's thread only. */
    public final boolean removeTimer(TimerNode node) {
        return timers.remove(node);
    }

    /** Makes the calling thread the loop's thread. */
    protected final void acquire() {
        if (!takeTurns(Thread.currentThread())) {
            throw new IllegalStateException("the event loop is already running");
        }
        lookSoon();
        runBegins(clock.isRealTime());
    }

    /** Makes a thread the loop's thread, unless there is one. A lock, and no handle of a variable, which slows the start. */
    private boolean takeTurns(Thread thread) {
        synchronized (inbox) {
            if (runner != null) {
                return false;
            }
            runner = thread;
            return true;
        }
    }

    /** Ends the run. From then on the loop has no thread. */
    protected final void release() {
        runEnds();
        stopping = false;
        runner = null;
    }

    /** Returns the number of the node that was run last. The value may be a moment old. Any thread. */
    public final int step() {
        return steps;
    }

    /** Returns the loop's thread if it is running a node, otherwise null. The value may be a moment old. Any thread. */
    public final @Nullable Thread busyThread() {
        Thread thread = runner;
        return waiting ? null : thread;
    }

    /**
     * Returns the loop's thread, or null; of a loop on a host the thread of its last turn. The value may be a moment old.
     * Any thread.
     */
    public final @Nullable Thread runner() {
        return hosted != null ? hosted.thread() : runner;
    }

    /** Returns a description of the running node. The value may be a moment old. Any thread. */
    public abstract String subject();

    /**
     * Called when a run of the loop begins, on its thread.
     *
     * @param realTime whether the loop's clock is the machine's
     */
    protected abstract void runBegins(boolean realTime);

    /** Called when the run has ended, on the thread that was the loop's. */
    protected abstract void runEnds();

    /** Returns the view of the loop's tasks. Any thread. */
    public abstract LoopInspection inspection();

    /** Makes the next turn ask the clock. */
    private void lookSoon() {
        lookedAt = steps - STEPS_PER_LOOK;
    }

    /** Returns whether the current run is to end after its current turn. */
    protected final boolean isStopping() {
        return stopping;
    }

    /** Ends the current run, or the next one, after its current turn. Any thread. */
    protected final void requestStop() {
        stopping = true;
        poller.wakeUp();
    }

    /**
     * Receives the posted messages, and returns whether a node is ready: if so, a turn does not wait. The loop's thread
     * only.
     */
    public final boolean receivesReady() {
        receive();
        return countReady() > 0;
    }

    /**
     * Returns whether nothing waits for the running node to end: no other node is ready, no message was posted, no timer is
     * due. Events are not looked for. Never with a schedule, which is to choose. Called by a node that runs.
     */
    public final boolean isQuiet() {
        return countReady() <= 1 && inbox.isEmpty() && !stopping && scheduled == null && !isTimerDue();
    }

    /** Makes the next turn look for events and timers. The loop's thread only. */
    public final void serveSoon() {
        polledAt = steps - STEPS_PER_POLL;
        lookSoon();
    }

    /** Refuses messages from now on if no node is ready and no message was posted. Returns whether it does. */
    public final boolean closesIfQuiet() {
        return countReady() == 0 && inbox.closeIfEmpty();
    }

    /** Shows the messages that have not arrived, newest first. Any thread; see {@link Inbox#look}. */
    protected final void lookAtPosted(Consumer<Message> each) {
        inbox.look(each);
    }

    /** Refuses messages from now on. Messages that were posted before arrive. */
    protected final void closeInbox() {
        arrived(inbox.close());
    }

    /** Returns the clock's time. */
    public final long now() {
        return clock.nanoTime();
    }

    /**
     * Runs one turn. It waits until there is work, receives the posted messages, fires the timers that are due, and
     * runs the nodes that were ready before. Nodes that become ready meanwhile wait for the next turn.
     *
     * <p>However many nodes are ready, timers are checked every {@value #STEPS_PER_LOOK} steps, and events every
     * {@value #STEPS_PER_POLL}.
     */
    public final void turn() {
        receive();
        if (countReady() == 0) {
            trim();
            if (!isTimerDue() && !stopping) {
                idle();
            }
            if (countReady() == 0) {
                waitForEvents();
            }
            fireTimers();
        } else {
            serve();
        }
        if (scheduled == null) {
            runReady(countReady());
        } else {
            scheduled.runOne();
        }
    }

    /** Checks for events and for due timers at intervals while nodes are ready. */
    private void serve() {
        int now = steps;
        if (now - polledAt >= STEPS_PER_POLL && hosted == null && !draining) { // a host gets its turn instead
            polledAt = now;
            letArrive();
        }
        if (now - lookedAt >= STEPS_PER_LOOK) {
            fireTimers();
        }
    }

    private boolean isTimerDue() {
        return !timers.isEmpty() && timers.untilFirst(clock.nanoTime()) <= 0;
    }

    private void waitForEvents() {
        polledAt = steps;
        waiting = true;
        try {
            // A producer that did not see `waiting` has pushed before this look at the inbox.
            long nanos = inbox.isEmpty() && !stopping ? nanosToWait() : 0;
            if (parks) {
                poller.poll(nanos);
            } else {
                poller.poll(nanos, drain());
            }
        } finally {
            waiting = false;
        }
        receive();
    }

    private Drain drain() {
        Drain given = drain;
        if (given == null) {
            given = new Drain(this);
            drain = given;
        }
        return given;
    }

    private static boolean parks(Poller poller) {
        return poller.getClass() == Poller.parking().getClass();
    }

    /** Waits for something else than events. Meanwhile the loop does not count as busy. The loop's thread only. */
    public final void waitingFor(Runnable other) {
        boolean before = waiting;
        waiting = true;
        try {
            other.run();
        } finally {
            waiting = before;
        }
    }

    private long nanosToWait() {
        return timers.isEmpty() ? Long.MAX_VALUE : Math.max(0, timers.untilFirst(clock.nanoTime()));
    }

    /** Receives the posted messages. The loop's thread only. */
    protected final void receive() {
        arrived(inbox.takeAll());
    }

    private void arrived(@Nullable Message oldest) {
        Message message = oldest;
        while (message != null) {
            Message following = message.next;
            message.next = null;
            message.arrive(this);
            message = following;
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

    /**
     * Runs the oldest ready nodes. Steps of tasks, callbacks and failure handlers of a running loop are called here only.
     *
     * @param number how many; not more than are ready
     */
    private void runReady(int number) {
        StepTimer timing = stepTimer;
        int left = number;
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
            finishCurrent();
            if (--left > 0) {
                serve();
            }
        }
    }

    // ---- for pollers and hosts

    /**
     * Runs what is ready, while the loop waits in its poller: each node once, at most {@value #STEPS_PER_POLL}. With a schedule, which is to choose, it does
     * nothing. The loop's thread only.
     */
    final void drainWoken() {
        if (!isInTurn()) {
            throw new IllegalStateException("only a poll of " + this + " may drain it");
        }
        if (!waiting || scheduled != null) {
            return;
        }
        waiting = false;
        draining = true;
        try {
            runReady(Math.min(countReady(), STEPS_PER_POLL));
        } finally {
            draining = false;
            waiting = true;
        }
    }

    /** Runs what is ready, unless this is inside of a step. The loop's thread only. */
    protected final void drainHere() {
        if (hosted == null) {
            drainWoken();
        } else if (!isInTurn()) {
            turnOfHost();
        }
    }

    /** See {@link dev.weft.EventLoop#port}. The loop's thread only. */
    protected final <P> P portHere(Class<P> type, Supplier<? extends Poller> otherwise) {
        if (hosted != null) {
            Host host = hosted.host();
            return type.isInstance(host) ? type.cast(host) : SharedPoller.of(this, type, otherwise);
        }
        Poller now = poller;
        if (type.isInstance(now)) {
            return type.cast(now);
        }
        if (waiting || scheduled != null || !parks(now)) {
            throw new IllegalStateException(this + " waits by " + Uncaught.text(now) + ", which is no " + type.getName()
                    + " and cannot be replaced" + (waiting ? " while it waits" : ""));
        }
        Poller made = made(type, otherwise);
        poller = made;
        parks = false;
        return type.cast(made);
    }

    static Poller made(Class<?> type, Supplier<? extends Poller> maker) {
        Poller made = maker.get();
        if (!type.isInstance(made)) {
            throw new IllegalArgumentException(Uncaught.text(made) + " is no " + type.getName());
        }
        return made;
    }

    /** Lets go of the poller, since the loop is closed. The loop's thread only. */
    protected final void closePoller() {
        try {
            poller.close();
        } catch (Throwable broken) {
            uncaught(poller, broken);
        }
    }

    // ---- for a loop on a host

    /** Asks for a turn if this is made ready by a callback of the host. */
    @Override
    final void firstReady() {
        if (hosted != null && waiting) {
            hosted.wakeUp();
        }
    }

    /** Asks the host for a turn, also if one is on its way. Any thread. */
    protected final void askHost() {
        Unchecked.present(hosted).ask();
    }

    /**
     * Runs one turn, and asks for what is needed next. Called by the host. A turn that comes inside of a step, as when the
     * step shows a modal dialog, does nothing: the turn around it goes on.
     */
    final void turnOfHost() {
        HostedTurns turns = Unchecked.present(hosted);
        Thread here = Thread.currentThread();
        StackReserve.check();
        if (!takeTurns(here)) {
            if (!isInTurn() && !turns.isGone()) {
                throw new IllegalStateException("its host runs two turns of " + this + " at a time");
            }
            return;
        }
        try {
            if (turns.isOpen()) {
                waiting = false;
                if (turns.begins(here)) {
                    runBegins(clock.isRealTime());
                }
                runTurn();
            }
        } finally {
            endTurn(turns);
        }
    }

    private void endTurn(HostedTurns turns) {
        waiting = true;
        try {
            if (turns.isOpen()) {
                askForNext(turns);
            }
        } finally {
            runner = null;
        }
        if (turns.isOpen()) {
            giveUpIfGone();
        } else {
            detached();
        }
    }

    private void askForNext(HostedTurns turns) {
        // A producer that did not see `waiting` has pushed before this look at the inbox.
        if (countReady() > 0 || !inbox.isEmpty()) {
            turns.wakeUp();
        } else if (!timers.isEmpty()) {
            long now = clock.nanoTime();
            long left = timers.untilFirst(now);
            if (left <= 0) {
                turns.wakeUp();
            } else {
                turns.alarmAt(now + left, left);
            }
        }
    }

    /** The turn itself, on the loop's thread. Calls {@link #serveTurn}. */
    protected abstract void runTurn();

    /**
     * Receives the posted messages, fires the timers that are due, and runs nodes until none is ready, at most
     * {@value #STEPS_PER_POLL}.
     */
    protected final void serveTurn() {
        polledAt = steps;
        lookSoon();
        do {
            receive();
            if (countReady() == 0) {
                fireTimers();
            } else {
                serve();
            }
            runReady(Math.min(countReady(), stepsLeft()));
            if (countReady() == 0) {
                rest();
            }
        } while (countReady() > 0 && stepsLeft() > 0);
    }

    /** Returns how many nodes the turn may run. {@link #serveSoon} ends it. */
    private int stepsLeft() {
        return Math.max(0, STEPS_PER_POLL - (steps - polledAt));
    }

    /** Nothing is ready: as in {@link #turn}, before a loop waits. */
    private void rest() {
        receive();
        if (countReady() == 0) {
            trim();
            if (!isTimerDue()) {
                idle();
            }
        }
    }

    /** Asks the host for no more turns. On the loop's thread. */
    protected final void detach() {
        if (Unchecked.present(hosted).detach()) {
            runEnds();
        }
        SharedPoller.release(this);
    }

    /** Called when the loop is closed, and its last turn has ended. */
    protected abstract void detached();

    /** Gives up what is left if the host has ended, unless a turn is running: that does it at its end. Any thread. */
    final void giveUpIfGone() {
        HostedTurns turns = Unchecked.present(hosted);
        if (!turns.isGone() || !takeTurns(Thread.currentThread())) {
            return;
        }
        boolean open = turns.isOpen();
        try {
            waiting = false;
            if (open) {
                giveUp();
            }
        } finally {
            waiting = true;
            runner = null;
        }
        if (open) {
            detached();
        }
    }

    /** Gives up what is left, since the host has ended. The caller is the loop's thread meanwhile. */
    protected abstract void giveUp();

    // ---- for a loop with a schedule

    /** Lets events and messages arrive. */
    final void letArrive() {
        poller.poll(0);
        receive();
    }

    /** Returns whether a timer is set, and none is due. */
    final boolean canTimePass() {
        return !timers.isEmpty() && !isTimerDue();
    }

    /** Lets time pass up to the first timer. */
    final void passTime() {
        poller.poll(nanosToWait());
        receive();
    }

    final void fireDueTimers() {
        if (isTimerDue()) {
            fireTimers();
        }
    }

    /** Runs the oldest ready node, as a step with this budget. Returns how many ready awaits it has passed. */
    final int runFirst(int budget) {
        QueueNode node = begin();
        steps++;
        int passed = 0;
        try {
            passed = node.run(budget);
        } catch (Throwable failure) {
            uncaught(node.subject(), failure);
        }
        finishCurrent();
        return passed;
    }

    /**
     * Receives the posted messages, and runs the ready nodes that other threads may wait for: no turn may follow. The
     * others keep their order, and what becomes ready meanwhile waits. A schedule is not asked. At the end of a run, on the
     * loop's thread.
     */
    protected final void runAwaitedOutside() {
        receive();
        runReady(bringForwardAwaited());
    }

    /** Empties the ready queue of a loop that is closed: runs the nodes that must not be lost, and drops the others. */
    protected final void runLastOnes() {
        for (int left = countReady(); left > 0; left--) {
            QueueNode node = begin();
            try {
                if (node.runsAfterClose()) {
                    node.run();
                }
            } catch (Throwable failure) {
                uncaught(node.subject(), failure);
            }
            finishCurrent();
        }
    }

    /** Tells the schedule of a failure that was logged, since no handler has seen it. */
    protected final void logged(Object subject, Throwable failure) {
        if (scheduled != null) {
            scheduled.logged(subject, failure);
        }
    }

    /** Called when nothing is ready and no timer is due, before the loop waits. */
    protected abstract void idle();

    /** Reports a failure that no other code will see. Throws nothing. */
    public abstract void uncaught(Object subject, Throwable failure);
}
