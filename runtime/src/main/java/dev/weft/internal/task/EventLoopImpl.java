package dev.weft.internal.task;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TimerHandle;
import dev.weft.abi.Frame;
import dev.weft.internal.loop.Callback;
import dev.weft.internal.loop.HostedTurns;
import dev.weft.internal.loop.StackReserve;
import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.observe.LoopMetrics;
import dev.weft.internal.observe.StepHooks;
import dev.weft.ports.AdapterLoop;
import dev.weft.ports.BlockingWork;
import dev.weft.ports.Clock;
import dev.weft.ports.EntryLoop;
import dev.weft.ports.Host;
import dev.weft.ports.IoWait;
import dev.weft.ports.Poller;
import dev.weft.ports.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An event loop as its users see it: its runs, and the work that is handed to it. */
public final class EventLoopImpl extends TaskLoop implements EventLoop, EntryLoop, IoWait.Factory, AdapterLoop {
    static final String CLOSED = "the event loop is closed";

    /** Numbers the names of tasks that other threads start. Tasks of the loop's thread need no atomic counter. */
    private final AtomicInteger startedElsewhere = new AtomicInteger();

    private EventLoopImpl(Clock clock, Poller poller, @Nullable Schedule schedule, @Nullable BlockingWork work) {
        super(clock, poller, schedule, work);
    }

    private EventLoopImpl(Clock clock, HostedTurns turns) {
        super(clock, turns);
    }

    /** See {@link EventLoop#create()}. */
    public static EventLoopImpl create() {
        return create(Clock.system(), Poller.parking());
    }

    /** See {@link EventLoop#create(Clock, Poller)}. */
    public static EventLoopImpl create(Clock clock, Poller poller) {
        return new EventLoopImpl(Objects.requireNonNull(clock), Objects.requireNonNull(poller), null, null);
    }

    /** See {@link EventLoop#create(Clock, Poller, Schedule, BlockingWork)}. */
    public static EventLoopImpl create(Clock clock, Poller poller, Schedule schedule, @Nullable BlockingWork work) {
        return new EventLoopImpl(
                Objects.requireNonNull(clock), Objects.requireNonNull(poller), Objects.requireNonNull(schedule), work);
    }

    /** See {@link EventLoop#on(Host, Clock)}. */
    public static EventLoopImpl on(Host host, Clock clock) {
        return new EventLoopImpl(Objects.requireNonNull(clock), new HostedTurns(Objects.requireNonNull(host)));
    }

    /**
     * The state of the thread that runs the loop, or has run the last turn for a host. Owned by that thread, which refers to
     * it only here.
     */
    @SuppressWarnings("UnusedVariable")
    private @Nullable ThreadState runs;

    /** Null unless somebody has asked for the end. Set once, by any thread. */
    volatile @Nullable LoopClosing closing;

    /** Whether the loop is closed, and nothing of it goes on. Written by the thread that closes it. */
    volatile boolean ended;

    /** What adapters clean up at the end; null if there is nothing. Owned by the loop's thread. */
    private @Nullable List<Runnable> atEnd;

    /** The shutdown of a loop on a host, once it has begun. Owned by the loop's thread. */
    private @Nullable LoopShutdown shutdown;

    /** See {@link EventLoop#current}. */
    public static EventLoopImpl current() {
        ThreadState thread = ThreadState.get();
        EventLoopImpl running = runningOn(thread);
        if (running != null) {
            return running;
        }
        EventLoopImpl own = thread.own;
        if (own == null || own.isClosed()) {
            own = create();
            thread.own = own;
            thread.keep();
        }
        return own;
    }

    /** See {@link EventLoop#preload}. */
    public static void preload() {
        Preload.all();
    }

    /** See {@link EventLoop#unload}. */
    public static void unload() {
        HotTimers.release();
        LoopMetrics.release();
    }

    /** See {@link EventLoop#running}. */
    public static EventLoopImpl running() {
        EventLoopImpl running = runningOrNull();
        if (running == null) {
            throw new IllegalStateException(
                    "no event loop is running on this thread: call this from an @Async or @Entry"
                            + " method that a loop runs, or give it to a loop by loop.start");
        }
        return running;
    }

    /** Returns the loop that is running on this thread, or belongs to this place, or null. */
    public static @Nullable EventLoopImpl runningOrNull() {
        return runningOn(ThreadState.get());
    }

    /** Returns the loop that is running on this thread, whose state this is, or belongs to this place, or null. */
    static @Nullable EventLoopImpl runningOn(ThreadState thread) {
        EventLoopImpl running = thread.running;
        return running != null || !ThreadState.hasLocators ? running : Locators.find();
    }

    /** See {@link EventLoop#addLocator}. */
    public static AutoCloseable addLocator(Supplier<@Nullable EventLoop> finder) {
        return Locators.add(finder);
    }

    @Override
    public <T> T runUntilComplete(Awaitable<T> main) {
        Objects.requireNonNull(main, "main");
        requireNoHost();
        enter();
        TaskImpl<T> task;
        try {
            // AwaitCoroutine looks for a coroutine, too; without this one most programs would load that class
            task = main instanceof TaskImpl<T> given && given.loop == this
                    ? given
                    : start(main instanceof Coroutine<T> coroutine ? coroutine : AwaitCoroutine.of(main), null);
            task.markObserved();
            mainTask = task;
            boolean stopped = false;
            while (!task.isDone() && !stopped) {
                turn();
                stopped = isStopping();
            }
            if (task.isDone()) {
                task.markSeen();
            } else {
                task.unobserve();
            }
            reportUnobserved();
        } finally {
            exitRun();
        }
        if (!task.isDone()) {
            throw new IllegalStateException("the event loop was stopped before " + task + " was done");
        }
        try {
            return Unchecked.value(task.outcome());
        } catch (Throwable failure) {
            throw Unchecked.<RuntimeException>sneaky(failure);
        }
    }

    @Override
    public void runForever() {
        requireNoHost();
        enter();
        try {
            do {
                turn();
            } while (!isStopping());
            reportUnobserved();
        } finally {
            exitRun();
        }
    }

    /** Checks that the loop is run by who calls its methods. */
    void requireNoHost() {
        if (isHosted()) {
            throw new IllegalStateException(this + " is not run by this call: its host runs it");
        }
    }

    /** Begins a run, on this thread. */
    private void enter() {
        if (isClosed()) {
            throw new IllegalStateException(CLOSED);
        }
        StackReserve.checkRun();
        ThreadState thread = ThreadState.get();
        if (thread.running != null) {
            throw new IllegalStateException(
                    "an event loop is already running on this thread; await instead of running it again");
        }
        acquire();
        if (isClosed()) { // by another thread, since the look above
            release();
            throw new IllegalStateException(CLOSED);
        }
        runs = thread;
        thread.enter(this);
        // Messages that came before the run go first.
        receive();
        if (StackReserve.late > 0) {
            LateWakeUps.callAll();
        }
    }

    private void exit() {
        mainTask = null;
        ThreadState.get().exit();
        runs = null;
        release();
    }

    /** Ends a run that the user has begun. Who waits outside for what has ended is told: perhaps no other run follows. */
    private void exitRun() {
        try {
            runAwaitedOutside();
        } finally {
            exit();
            if (closing != null && !isClosed()) {
                closeAsWanted();
            }
        }
    }

    @Override
    public String toString() {
        Thread thread = runner();
        return "event loop " + id() + (thread == null ? "" : " on thread " + thread.getName());
    }

    @Override
    public void stop() {
        if (!isHosted()) {
            requestStop();
        }
    }

    @Override
    public boolean isRunning() {
        return hasRunner();
    }

    // ---- the end

    @Override
    public void close() {
        if (isHosted()) {
            closeAndWait();
            return;
        }
        if (isClosed()) {
            return;
        }
        enter();
        try {
            if (!endsAtOnce()) {
                LoopShutdown own = new LoopShutdown(this);
                while (own.needsTurn()) {
                    turn();
                }
            }
            endAdapters();
            endWork();
            closePoller();
        } finally {
            exit();
        }
        ends();
    }

    /** Returns whether nothing is left to shut down, as usual at the end of a program. Then nothing more comes. */
    private boolean endsAtOnce() {
        if (!registry.isEmpty() || hasWorkers()) {
            return false;
        }
        reportLeftOver();
        return !receivesReady() && registry.isEmpty() && closesIfQuiet();
    }

    /** Refuses all work from now on. */
    private void endWork() {
        markClosed();
        closeInbox();
        if (!registry.isEmpty()) {
            LoopShutdown.abandon(this, "its event loop was closed before it began");
        }
        runLastOnes();
    }

    @Override
    public CompletionStage<Void> closeAsync() {
        CompletionStage<Void> closed = LoopClosing.of(this).stage();
        if (isClosed()) {
            return closed;
        }
        if (isHosted()) {
            beginClosing();
        } else if (isRunning()) {
            requestStop(); // who runs it closes it, in exitRun()
            if (!isRunning()) {
                closeElsewhere();
            }
        } else {
            closeElsewhere();
        }
        return closed;
    }

    private void closeElsewhere() {
        Thread closer = new Thread(this::closeAsWanted, "weft-close");
        closer.setDaemon(true);
        closer.start();
    }

    /** Closes a loop without a host. If another thread has begun to run it meanwhile, that closes it when its run has ended. */
    private void closeAsWanted() {
        boolean mine = true;
        while (mine && !isClosed()) {
            try {
                close();
            } catch (Throwable problem) {
                if (isRunning()) {
                    requestStop();
                    mine = !isRunning();
                } else if (!isClosed()) {
                    LoopClosing.of(this).fails(problem);
                    mine = false;
                }
            }
        }
    }

    /** Another thread may be giving the loop up just now: then it is closed already, but has not ended. */
    private void closeAndWait() {
        if (ended || (isClosed() && isOnThread())) {
            return;
        }
        if (isOnThread()) {
            throw new IllegalStateException(
                    "close() of " + this + " would block the thread of its host; use closeAsync()");
        }
        LoopClosing.of(this).awaitEnd();
    }

    /** The loop is closed, and nothing of it goes on. */
    private void ends() {
        ended = true;
        LoopClosing wanted = closing;
        if (wanted != null) {
            wanted.ends();
        }
    }

    /** Lets the next turn of the host begin the shutdown. Any thread. */
    void beginClosing() {
        submit(CloseRequest.of(this));
        askHost();
    }

    /** Begins the shutdown of a loop on a host, unless it has begun. On the loop's thread. */
    void beginShutdown() {
        if (shutdown == null) {
            shutdown = new LoopShutdown(this);
        }
    }

    // ---- pollers and hosts

    @Override
    public <P> P port(Class<P> type, Supplier<? extends Poller> otherwise) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(otherwise, "otherwise");
        if (!isOnThread() || isClosed()) {
            throw new IllegalStateException(
                    isClosed() ? CLOSED : "a port of " + this + " is given on its own thread only");
        }
        return portHere(type, otherwise);
    }

    @Override
    public void drain() {
        if (isClosed()) {
            return;
        }
        if (!isOnThread()) {
            throw new IllegalStateException(this + " is drained on its own thread only");
        }
        drainHere();
    }

    @Override
    protected void runTurn() {
        ThreadState thread = ThreadState.get();
        EventLoopImpl outerLoop = thread.running;
        Binding outerCarried = thread.carried;
        runs = thread; // kept until another thread runs a turn, so that no turn makes it anew
        thread.enterTurn(this);
        try {
            if (StackReserve.late > 0) {
                LateWakeUps.callAll();
            }
            serveTurn();
            LoopShutdown ending = shutdown;
            if (ending != null && !ending.needsTurn()) {
                endAdapters(); // before a poller that loops share is let go of
                detach();
                endWork();
            }
        } finally {
            thread.exitTurn(outerLoop, outerCarried);
        }
    }

    @Override
    protected void giveUp() {
        ThreadState thread = ThreadState.get();
        EventLoopImpl outerLoop = thread.running;
        Binding outerCarried = thread.carried;
        thread.enterTurn(this);
        try {
            detach();
            markClosed();
            closeInbox();
            LoopShutdown.abandon(this, "its host has ended");
            endAdapters();
            if (hasWorkers()) {
                workers().interruptAll();
            }
            reportLeftOver();
            runLastOnes();
        } finally {
            thread.exitTurn(outerLoop, outerCarried);
        }
    }

    @Override
    protected void detached() {
        runs = null;
        ends();
    }

    // ---- the work that is handed to it

    @Override
    public <T> Task<T> start(Coroutine<T> coroutine) {
        return start(coroutine, null);
    }

    @Override
    public <T> TaskImpl<T> start(Coroutine<T> coroutine, @Nullable String name) {
        Objects.requireNonNull(coroutine, "coroutine");
        if (coroutine instanceof Frame<?> frame) {
            frame.requireUnused();
        }
        if (isOnThread()) {
            if (isClosed()) {
                throw new IllegalStateException(CLOSED);
            }
            TaskImpl<T> task = name == null ? new TaskImpl<>(this, coroutine) : NamedTask.of(this, coroutine, name);
            task.context = captured(ThreadState.get().bindings());
            adopt(task);
            enqueue(task);
            return task;
        }
        String given = name != null ? name : "Task-x" + startedElsewhere.incrementAndGet();
        TaskImpl<T> task = NamedTask.of(this, coroutine, given);
        task.context = captured(null);
        if (refusesStarts() || !post(task)) {
            throw new IllegalStateException(CLOSED);
        }
        return task;
    }

    /** Returns the bindings of a task that is started with these, with what is carried if there is a carrier. */
    private static @Nullable Binding captured(@Nullable Binding context) {
        return StepHooks.onSteps ? CarriedContext.capture(context) : context;
    }

    @Override
    public void execute(Runnable callback) {
        if (isClosed() || !submit(Callback.of(Objects.requireNonNull(callback), callback))) {
            throw LoopClosing.rejected();
        }
    }

    @Override
    public TimerHandle schedule(Duration delay, Runnable callback) {
        return TimerHandleImpl.set(this, TimerNode.nanos(delay), Objects.requireNonNull(callback));
    }

    @Override
    public Duration time() {
        return Duration.ofNanos(now());
    }

    @Override
    public TimerHandle scheduleAt(Duration time, Runnable callback) {
        return schedule(time.minus(time()), callback);
    }

    @Override
    public Set<Task<?>> tasks() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(unfinished()));
    }

    @Override
    public void onUncaught(BiConsumer<Object, Throwable> handler) {
        setHandler(Objects.requireNonNull(handler));
    }

    @Override
    public Placement putOnThread() {
        return EntryPlacement.of(this);
    }

    // ---- as adapters see it

    @Override
    public boolean isHere() {
        return isOnThread();
    }

    @Override
    public void report(Object subject, Throwable failure) {
        uncaught(Objects.requireNonNull(subject, "subject"), Objects.requireNonNull(failure, "failure"));
    }

    @Override
    public void atEnd(Runnable cleanUp) {
        Objects.requireNonNull(cleanUp, "cleanUp");
        if (!isOnThread() || isClosed()) {
            throw new IllegalStateException(isClosed() ? CLOSED : "adapters clean up on the loop's own thread only");
        }
        List<Runnable> actions = atEnd;
        if (actions == null) {
            actions = new ArrayList<>();
            atEnd = actions;
        }
        actions.add(cleanUp);
    }

    private void endAdapters() {
        List<Runnable> actions = atEnd;
        atEnd = null;
        if (actions != null) {
            for (Runnable action : actions) {
                try {
                    action.run();
                } catch (Throwable problem) {
                    uncaught(action, problem);
                }
            }
        }
    }

    @Override
    public IoWait newIoWait() {
        return IoWaitImpl.of(this);
    }

    // ---- as the home of tasks

    @Override
    public EventLoopImpl loopFor(String operation) {
        return this;
    }

    @Override
    public boolean wouldBlockItself() {
        return isOnThread() || (!isRunning() && ThreadState.get().own == this);
    }
}
