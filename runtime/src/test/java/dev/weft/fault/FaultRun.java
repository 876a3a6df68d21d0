package dev.weft.fault;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a scenario with one fault; used through JDK types, since it is loaded with an instrumented runtime. */
public final class FaultRun implements BiFunction<String, Long, @Nullable String> {
    /** All scenarios, by the names of their classes. */
    static final List<Supplier<Scenario>> ALL = List.of(
            LoopScenarios.Sleep::new,
            LoopScenarios.YieldThenStage::new,
            LoopScenarios.Starts::new,
            LoopScenarios.Gathers::new,
            LoopScenarios.Groups::new,
            LoopScenarios.Limits::new,
            LoopScenarios.Cancels::new,
            LoopScenarios.FailingCallback::new,
            LoopScenarios.Closes::new,
            LoopScenarios.Locks::new,
            LoopScenarios.Semaphores::new,
            LoopScenarios.Queues::new,
            LoopScenarios.Events::new,
            LoopScenarios.Conditions::new,
            LoopScenarios.HotOnLoop::new,
            StreamScenarios.Produces::new,
            StreamScenarios.Buffers::new,
            StreamScenarios.Maps::new,
            StreamScenarios.MapsUnordered::new,
            StreamScenarios.Merges::new,
            StreamScenarios.Windows::new,
            StreamScenarios.Closes::new,
            StreamScenarios.Topics::new,
            HotScenarios.Completes::new,
            HotScenarios.CompletesWithCleanUp::new,
            HotScenarios.CompletesAChain::new,
            HotScenarios.CompletesKept::new,
            HotScenarios.Suspends::new,
            HotScenarios.IsTimedOut::new,
            HotScenarios.EndsInTime::new,
            HotScenarios.ClosesPermit::new,
            HotScenarios.SetsEvent::new,
            HotScenarios.PutsItem::new,
            HotScenarios.Cancels::new,
            DeepScenarios.ClosesPermit::new,
            DeepScenarios.SetsEvent::new,
            DeepScenarios.PutsItem::new,
            DeepScenarios.CompletesStage::new,
            DeepScenarios.CancelsTask::new,
            DeepScenarios.StartsTask::new,
            DeepScenarios.SetsTimer::new);

    private final Supplier<Scenario> scenario;

    /** How many places the operation has passed. */
    public long passed;

    /** For the reflective call. */
    public FaultRun(Integer number) {
        scenario = ALL.get(number);
    }

    @Override
    public @Nullable String apply(String kind, Long k) {
        Scenario run = scenario.get();
        try {
            run.prepare();
            Throwable thrown = null;
            Faults.arm(Faults.Kind.valueOf(kind), k);
            if (run.armsItself()) {
                Faults.pause();
            }
            try {
                run.operate();
            } catch (Throwable fault) {
                thrown = fault;
            } finally {
                passed = Faults.disarm();
            }
            run.verify(thrown);
        } catch (Throwable problem) {
            StackTraceElement[] stack = problem.getStackTrace();
            run.problem("it ended with " + problem + (stack.length == 0 ? "" : " at " + stack[0]));
        }
        return run.problems();
    }
}
