package dev.weft.internal.task;

import dev.weft.ContextLocal;
import dev.weft.Task;
import dev.weft.internal.loop.Callback;
import dev.weft.internal.loop.HostedTurns;
import dev.weft.internal.loop.LoopEngine;
import dev.weft.internal.loop.Message;
import dev.weft.internal.loop.StackReserve;
import dev.weft.internal.loop.Uncaught;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.observe.LoopMetrics;
import dev.weft.internal.observe.StepHooks;
import dev.weft.internal.observe.TaskEvents;
import dev.weft.internal.trace.Traces;
import dev.weft.ports.BlockingWork;
import dev.weft.ports.Clock;
import dev.weft.ports.LoopInspection;
import dev.weft.ports.Poller;
import dev.weft.ports.Schedule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of an event loop that knows tasks: the unfinished tasks, the running task, and the tasks that failed
 * unobserved. It is the home of its tasks.
 *
 * <p>Invariant: a task is in {@code registry} from when the loop adopts it to when it ends. A failure that is
 * unobserved at that time is reported once: when the loop is idle or its run ends, unless it has been observed by then.
 */
abstract sealed class TaskLoop extends LoopEngine implements Home, LoopInspection permits EventLoopImpl {
    private static final int LEAST_PURGE = 64;

    final TaskRegistry registry = new TaskRegistry();

    /** The threads that do blocking work for the loop's tasks; null before the first of it. Owned by the loop's thread. */
    private @Nullable Workers workers;

    /** Does the blocking work in place of {@code workers}, or null. */
    private final @Nullable BlockingWork work;

    private final LoopMetrics metrics = new LoopMetrics(this);

    /** Whether the step of a task is running. Owned by the loop's thread. */
    private boolean inStep;

    /** The number of tasks that the loop has adopted. Owned by the loop's thread. */
    private int taskCount;

    /** Failed tasks that were unobserved when they ended. Owned by the loop's thread. */
    private List<TaskImpl<?>> unobserved = new ArrayList<>();

    /** See {@link #reportAtClose}. Owned by the loop's thread. */
    private final List<TaskImpl<?>> waitingToBeSeen = new ArrayList<>();

    /** The length of that list at which those that were seen are taken out. */
    private int seenPurgedAt = LEAST_PURGE;

    /** The task that the current run waits for. Owned by the loop's thread. */
    @Nullable
    TaskImpl<?> mainTask;

    private @Nullable TaskImpl<?> opener;

    /** The number of scopes so far. Owned by the loop's thread. */
    private long scopes;

    private volatile boolean closed;

    /** Whether other threads can no longer start tasks. Written by the loop's thread. */
    private volatile boolean refusing;

    /** The handler that the user has set; null while failures are logged. */
    private volatile @Nullable BiConsumer<Object, Throwable> handler;

    TaskLoop(Clock clock, Poller poller, @Nullable Schedule schedule, @Nullable BlockingWork work) {
        super(clock, poller, schedule);
        this.work = work;
    }

    TaskLoop(Clock clock, HostedTurns turns) {
        super(clock, turns);
        this.work = null;
    }

    final void setHandler(BiConsumer<Object, Throwable> given) {
        handler = given;
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    /** Refuses tasks that other threads start, since the loop closes. */
    final void refuseStarts() {
        refusing = true;
    }

    final boolean refusesStarts() {
        return refusing;
    }

    final void markClosed() {
        closed = true;
    }

    /** Submits blocking work of a task. Cancelling the future interrupts the thread that does the work. */
    public final Future<?> submitWork(Runnable blocking) {
        return work == null ? workers().submit(blocking) : work.submit(blocking);
    }

    /** Returns whether a test kit does the blocking work, whichever threads it was meant for. */
    public final boolean decidesAboutWork() {
        return work != null;
    }

    /** Returns the loop's own threads for blocking work. */
    public final Workers workers() {
        Workers own = workers;
        if (own == null) {
            own = new Workers();
            workers = own;
        }
        return own;
    }

    /** Returns whether the loop has had threads for blocking work. */
    final boolean hasWorkers() {
        return workers != null;
    }

    // ---- the task that runs

    @Override
    public final long nextScope() {
        return ++scopes;
    }

    /** Names the task that opens a group next: a hot call, which is not the current task before it has suspended. */
    public final void setOpener(TaskImpl<?> task) {
        opener = task;
    }

    /** Returns the task that opens a group now; null if no task does. */
    public final @Nullable TaskImpl<?> takeOpener() {
        TaskImpl<?> named = opener;
        opener = null;
        return named != null ? named : currentTask();
    }

    final void enterStep() {
        inStep = true;
    }

    final void exitStep() {
        inStep = false;
    }

    /** Returns the task whose step is running, or null. On the loop's thread; on other threads it is a guess. */
    final @Nullable TaskImpl<?> currentTask() {
        return inStep && runningNode() instanceof TaskImpl<?> task ? task : null;
    }

    @Override
    public final String subject() {
        TaskImpl<?> task = currentTask();
        return task == null ? "a callback" : "task " + task.name();
    }

    /** Cancels the task that the current run waits for. On the loop's thread. */
    final void cancelMain(String reason) {
        TaskImpl<?> task = mainTask;
        if (task != null) {
            task.cancel(reason);
        }
    }

    // ---- failures that no other code sees

    @Override
    public final void uncaught(Object subject, Throwable failure) {
        Traces.shown(failure, subject);
        if (Uncaught.report(handler, subject, failure)) {
            logged(subject, failure);
        }
    }

    @Override
    protected final void idle() {
        if (StackReserve.late > 0) {
            LateWakeUps.callAll();
        }
        if (!unobserved.isEmpty()) {
            enqueue(Callback.of(this::reportUnobserved, this));
        }
    }

    final void reportUnobserved() {
        List<TaskImpl<?>> failed = unobserved;
        if (failed.isEmpty()) {
            return;
        }
        unobserved = new ArrayList<>();
        for (TaskImpl<?> task : failed) {
            Throwable failure = task.unseen();
            if (!task.isObserved() && failure != null) {
                task.markSeen();
                uncaught(task, failure);
            }
        }
    }

    // ---- the home of its tasks

    /** Adopts a task that has not ended: numbers and registers it. On the loop's thread. */
    final void adopt(TaskImpl<?> task) {
        task.number = ++taskCount;
        registry.add(task);
        if (StepHooks.recording) {
            TaskEvents.started(task, this);
        }
    }

    @Override
    public final void forget(TaskImpl<?> task) {
        registry.remove(task);
        if (StepHooks.recording) {
            TaskEvents.ended(task, this, task.failure());
        }
        if (!task.isObserved()) {
            reportSoon(task);
        }
    }

    @Override
    public final void reportSoon(TaskImpl<?> task) {
        if (task.unseen() != null) {
            unobserved.add(task);
        }
    }

    /**
     * Keeps a failed task whose failure waits for somebody who may never come to see it: the end of a group, the next
     * of an iteration. What nobody has seen when the loop closes is reported then. On the loop's thread.
     */
    public final void reportAtClose(TaskImpl<?> task) {
        if (waitingToBeSeen.size() >= seenPurgedAt) {
            waitingToBeSeen.removeIf(TaskImpl::isSeen);
            seenPurgedAt = Math.max(LEAST_PURGE, 2 * waitingToBeSeen.size());
        }
        waitingToBeSeen.add(task);
    }

    /** Reports the failures that nobody will see any more, since the loop closes. */
    final void reportLeftOver() {
        for (TaskImpl<?> task : waitingToBeSeen) { // no lambda: a program that ends at once loads none
            task.disown();
        }
        waitingToBeSeen.clear();
        reportUnobserved();
    }

    @Override
    public final void bind(Suspendable task) {}

    @Override
    public final @Nullable Binding bindings(TaskImpl<?> task) {
        return task.context;
    }

    @Override
    public final void publish(TaskImpl<?> task) {}

    @Override
    public final boolean removeTimerOf(Suspendable task) {
        return removeTimer(task);
    }

    @Override
    public final void wake(TaskImpl<?> task, WaitSource source) {
        if (isOnThread()) {
            task.wakeHere(source);
        } else {
            post(source instanceof Message message ? message : PostedWakeUp.of(task, source));
        }
    }

    @Override
    public final void cancel(TaskImpl<?> task, @Nullable String reason) {
        if (isOnThread()) {
            task.cancelHere(reason);
        } else {
            post(CancelRequest.of(task, reason));
        }
    }

    // ---- inspection

    @Override
    protected final void runBegins(boolean realTime) {
        metrics.runBegins(realTime);
    }

    @Override
    protected final void runEnds() {
        metrics.runEnds();
    }

    /** Returns what watches the loop from outside. Any thread. */
    public final LoopMetrics metrics() {
        return metrics;
    }

    @Override
    public final LoopInspection inspection() {
        return this;
    }

    @Override
    public final int taskCount() {
        if (!isOnThread()) {
            return unfinished().size();
        }
        int[] count = {registry.size()}; // on its own thread it need not list them
        lookAtPosted(message -> {
            if (message instanceof TaskImpl<?> task && !task.isDone()) {
                count[0]++;
            }
        });
        return count[0];
    }

    /** Those that the loop has adopted, then those that were started and have not arrived. */
    @Override
    public final List<Task<?>> unfinished() {
        List<Task<?>> posted = new ArrayList<>();
        lookAtPosted(message -> {
            if (message instanceof TaskImpl<?> task && !task.isDone()) {
                posted.add(task);
            }
        });
        List<TaskImpl<?>> adopted = registry.snapshot();
        if (posted.isEmpty()) {
            return Collections.unmodifiableList(adopted);
        }
        Collections.reverse(posted);
        Set<Task<?>> all = new LinkedHashSet<>(adopted); // one may have arrived between the two looks
        all.addAll(posted);
        return List.copyOf(all);
    }

    @Override
    public final List<TaskState> taskStates(int limit) {
        List<TaskImpl<?>> tasks = registry.snapshot();
        List<TaskState> states = new ArrayList<>();
        for (TaskImpl<?> task : tasks.subList(0, Math.max(0, Math.min(limit, tasks.size())))) {
            states.add(TaskStates.of(task));
        }
        return states;
    }

    @Override
    public final TaskState stateOf(Task<?> task) {
        return TaskStates.of((TaskImpl<?>) task);
    }

    @Override
    public final String idOf(Task<?> task) {
        return TaskStates.id((TaskImpl<?>) task);
    }

    @Override
    public final <T> @Nullable T boundIn(Task<?> task, ContextLocal<T> local) {
        Binding binding = Binding.find(((TaskImpl<?>) task).context, (ContextVariable<T>) local);
        return binding == null ? null : Unchecked.value(binding.value());
    }

    @Override
    public final Tracking trackResources() {
        return OpenResources.track(this, false);
    }

    @Override
    public final Tracking trackResourcesWithStacks() {
        return OpenResources.track(this, true);
    }

    @Override
    public final List<OpenResource> openResources() {
        return OpenResources.of(this);
    }
}
