package dev.weft.test.internal.world;

import dev.weft.Awaiter;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.ports.EntryLoop;
import dev.weft.ports.LoopInspection;
import dev.weft.ports.LoopInspection.TaskState;
import dev.weft.test.Blocking;
import dev.weft.test.Foreign;
import dev.weft.test.Sim;
import dev.weft.test.internal.choice.Choices;
import dev.weft.test.internal.net.SimulatedNetwork;
import dev.weft.test.internal.report.AwaitTree;
import dev.weft.test.internal.report.Text;
import dev.weft.test.internal.world.ForeignThreads.Intruder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The world of one run: its loop, and all that the loop sees.
 *
 * <pre>
 * TEST        the test's methods run
 * BACKGROUND  its background tasks were cancelled, and end; then the streams that it has probed are closed
 * WITHOUT_TIME  what is ready runs on, without time passing
 * CLOSING     the loop is closed; nothing fails the run any more
 * </pre>
 */
public final class World {
    private enum Phase {
        TEST,
        BACKGROUND,
        WITHOUT_TIME,
        CLOSING
    }

    private static final String UNOBSERVED =
            "\nnobody was waiting for it when the loop had nothing else to do: await it at once,"
                    + " or handle the failure in the task";

    final Settings settings;
    final Choices choices;
    final Journal journal;
    final SimClock clock = new SimClock();
    final ForeignThreads foreign;
    final SteppedWork stepped = new SteppedWork(this);
    final @Nullable FreeWork free;
    final SimPoller poller;
    final EventLoop loop;
    final List<Task<?>> background = new ArrayList<>();
    final List<ProbedStream> probes = new ArrayList<>();
    final Invariants invariants = new Invariants(this);

    private final SimImpl sim;
    private Phase phase = Phase.TEST;
    private boolean usesRandom;

    /** Null until the test or its code uses it. */
    private @Nullable SimulatedNetwork network;

    /** Whether nobody waits for the run any more. Set by any thread. */
    private volatile boolean abandoned;

    private String tree = "";

    /** The first failure that is not thrown by the test itself. */
    private @Nullable Throwable failure;

    /** What runs in a world: a test with what belongs before and after it. */
    @FunctionalInterface
    public interface Subject {
        /** Runs on the thread and the loop of the world. */
        void run(World world) throws Throwable;
    }

    /** Creates a world for a run on the calling thread. */
    public World(Settings settings, Choices choices, boolean detailed) {
        this.settings = settings;
        this.choices = choices;
        this.journal = new Journal(detailed);
        boolean runsFreely = settings.blocking() == Blocking.FREE;
        this.foreign = new ForeignThreads(runsFreely);
        this.free = runsFreely ? new FreeWork(foreign) : null;
        TimeWaits waits = new TimeWaits();
        this.poller = new SimPoller(this, waits);
        this.sim = new SimImpl(this, waits);
        this.loop = EventLoop.create(
                clock, new WorldPort(this, poller), new SimSchedule(this), free == null ? stepped : free);
        this.loop.onUncaught(this::uncaught);
    }

    /** Returns the world as the test sees it. */
    public Sim sim() {
        return sim;
    }

    /** Returns the loop. */
    public EventLoop loop() {
        return loop;
    }

    SimulatedNetwork network() {
        SimulatedNetwork known = network;
        if (known == null) {
            known = new SimulatedNetwork(new WorldGround(this));
            network = known;
        }
        return known;
    }

    /** Returns what happened. */
    public Journal journal() {
        return journal;
    }

    /** Returns whether the test used {@code random()}. */
    public boolean hasUsedRandom() {
        return usesRandom;
    }

    void usesRandom() {
        usesRandom = true;
    }

    /**
     * Runs a test to its end, and looks at what it has left.
     *
     * @return the failure; null if the test has passed
     */
    public @Nullable Throwable run(Subject subject) {
        LoopInspection inspection = LoopInspection.of(loop);
        Throwable thrown;
        // A run of an exploration is one of thousands; if it fails, it runs again in detail.
        boolean explores = !journal.isDetailed() && !choices.isStopped();
        LoopInspection.Tracking tracking =
                explores ? inspection.trackResources() : inspection.trackResourcesWithStacks();
        try {
            thrown = runTest(subject);
            if (thrown == null) {
                thrown = end(inspection);
            }
        } finally {
            tracking.close();
            close();
        }
        return thrown;
    }

    private @Nullable Throwable runTest(Subject subject) {
        EntryLoop.Placement placement = EntryLoop.of(loop).putOnThread();
        try {
            subject.run(this);
        } catch (RunEnded ended) {
            return failure;
        } catch (Throwable thrown) {
            if (thrown instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
                throw error;
            }
            showTree();
            Throwable first = failure;
            if (first != null && first != thrown) {
                thrown.addSuppressed(first);
            }
            return thrown;
        } finally {
            placement.close();
        }
        return failure;
    }

    private @Nullable Throwable end(LoopInspection inspection) {
        choices.stop();
        if (loop.isClosed()) { // by the subject: what it leaves is its own matter
            return failure;
        }
        try {
            if (!background.isEmpty()) {
                phase = Phase.BACKGROUND;
                poller.autoAdvance(true); // nobody is left who could advance it
                background.forEach(task -> task.cancel("the test has ended"));
                loop.runForever();
            }
            if (!probes.isEmpty()) {
                phase = Phase.BACKGROUND;
                poller.autoAdvance(true);
                probes.forEach(probe -> background.add(loop.start(probe.close(), "closing of the " + probe)));
                loop.runForever();
            }
            phase = Phase.WITHOUT_TIME;
            loop.runForever();
            if (failure == null) {
                failure = Leaks.find(inspection, network);
            }
        } catch (RunEnded ended) {
            // The failure is known.
        }
        return failure;
    }

    /** Ends the run soon, wherever it is. Any thread. */
    public void abandon() {
        abandoned = true;
    }

    private void close() {
        phase = Phase.CLOSING;
        if (abandoned) {
            return;
        }
        choices.stop();
        poller.autoAdvance(true);
        try {
            loop.close();
        } catch (RuntimeException | RunEnded given) {
            // The loop cannot be closed: it runs on, or its tasks do. The run has failed already.
        }
    }

    /** Cancels a task at the end of the test, and now if it is over. */
    <T> Task<T> inBackground(Task<T> task) {
        background.add(task);
        if (isEnding()) {
            task.cancel("the test has ended");
        }
        return task;
    }

    boolean isWithoutTime() {
        return phase == Phase.WITHOUT_TIME;
    }

    /** Returns whether the test's methods have ended. */
    boolean isEnding() {
        return phase != Phase.TEST;
    }

    boolean isClosing() {
        return phase == Phase.CLOSING;
    }

    /** Returns whether the run was only to end the background tasks, and has. */
    boolean isBackgroundOver() {
        return phase == Phase.BACKGROUND && background.stream().allMatch(Task::isDone);
    }

    /** Called before each step, and before time passes. */
    void betweenSteps() {
        if (abandoned) {
            throw ends(new RunFailure(RunFailure.Kind.TIME_LIMIT, "the run was abandoned"));
        }
        checkForeign();
        if (isBackgroundOver()) {
            loop.stop();
        }
    }

    /** The test's method has returned: its invariants hold a last time, and need not hold while it is cleaned up. */
    public void testHasReturned() {
        invariants.check();
        invariants.clear();
    }

    void checkForeign() {
        Intruder intruder = foreign.intruder();
        if (intruder == null || settings.foreign() == Foreign.WAIT || phase == Phase.CLOSING) {
            return;
        }
        String text = "the thread \"" + intruder.thread().getName()
                + "\" has woken the loop, and the simulation does not know it: use @WeftTest(foreign = Foreign.WAIT);"
                + " then runs are not reproducible" + Text.stack(intruder.stack());
        throw ends(new RunFailure(RunFailure.Kind.FOREIGN, text));
    }

    /** Returns whether a task waits for something that is not the loop's own, so that another thread may complete it. */
    boolean isForeignAwaited() {
        for (TaskState state : LoopInspection.of(loop).taskStates(Integer.MAX_VALUE)) {
            Object source = state.waitsFor();
            boolean isStage =
                    source instanceof CompletionStage<?> && state.awaited().isEmpty(); // else of a task of this loop
            if (isStage
                    || (source instanceof Awaiter<?>
                            && !source.getClass().getName().startsWith("dev.weft."))) {
                return true;
            }
        }
        return false;
    }

    /** Records a failure that ends the run, and returns what ends it. */
    Error ends(AssertionError why) {
        if (failure == null) {
            failure = why;
            showTree();
        }
        return new RunEnded(why);
    }

    void uncaught(Object subject, Throwable thrown) {
        if (network != null && network.tolerates(subject, thrown)) {
            journal.note(() -> "fails, as was to be expected: " + subject + ": " + Text.of(thrown), clock.nanoTime());
        } else if (failure == null && phase != Phase.CLOSING) {
            failure = new RunFailure(
                    RunFailure.Kind.UNOBSERVED,
                    "",
                    (subject instanceof Task<?> task
                                    ? "the failure of task " + task.name() + " is observed by nobody: "
                                    : "a callback has failed: ")
                            + Text.of(thrown)
                            + (subject instanceof Task<?> ? UNOBSERVED : ""),
                    thrown);
            showTree();
        }
    }

    /** A stream that the test has probed has failed when nobody asked it any more. */
    void probeHasFailed(String how, Throwable thrown) {
        if (failure == null && phase != Phase.CLOSING) {
            failure = new RunFailure(RunFailure.Kind.UNOBSERVED, "", how + Text.of(thrown), thrown);
            showTree();
        }
    }

    private void showTree() {
        if (journal.isDetailed()) {
            tree = AwaitTree.of(loop);
            journal.end();
        }
    }

    /** Returns the tasks at the failure, if the run is recorded in detail; otherwise an empty string. */
    public String treeAtFailure() {
        return tree;
    }
}
