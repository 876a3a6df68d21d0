package dev.weft.internal.task;

import dev.weft.internal.loop.Unchecked;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;

/**
 * Initialises classes while the stack is long. A class whose initialiser meets the end of the stack is broken for good, in
 * the JDK, too.
 */
public final class Preload {
    /** The classes with initialisers that hot calls use. */
    private static final String[] FOR_HOT_CALLS = {
        "abi.Frame",
        "abi.Closing",
        "abi.TailFrame",
        "internal.loop.NeverRan",
        "internal.trace.Elements",
        "internal.task.Binding",
        "internal.task.CancelOrigin",
        "internal.task.Cancellations",
        "internal.task.CarriedContext",
        "internal.task.HotFuture",
        "internal.task.HotTask",
        "internal.task.IdleWaits",
        "internal.task.LateWakeUps",
        "internal.task.NoLoop",
        "internal.task.RequestSlot",
        "internal.task.StageWait",
        "internal.task.Suspendable",
        "internal.task.ThreadState",
        "internal.task.Waker",
    };

    /** The other ones. */
    private static final String[] OTHERS = {
        "Task$Status",
        "internal.loop.Inbox",
        "internal.loop.Inbox$Pushed",
        "internal.loop.LoopEngine",
        "internal.observe.StepHooks",
        "internal.task.HotTimers$OfJvm",
        "internal.task.OpenResources",
        "internal.task.Runner",
        "internal.task.TaskImpl$1",
        "internal.task.TaskRegistry",
        "internal.task.Workers",
        "internal.wait.ImmediateCoroutine",
        "internal.wait.SpinLock",
        "internal.wait.WaitUntil$Until",
        "internal.wait.Yield",
        "sync.Permit",
    };

    private Preload() {}

    /** Initialises what hot calls use. */
    public static void forHotCalls() {
        completions();
        initialise(FOR_HOT_CALLS);
    }

    /** Initialises what any operation uses. */
    public static void all() {
        forHotCalls();
        initialise(OTHERS);
    }

    private static void initialise(String[] classes) {
        try {
            for (String name : classes) {
                Class.forName("dev.weft." + name, true, Preload.class.getClassLoader());
            }
        } catch (ClassNotFoundException e) {
            throw new LinkageError("the runtime is not complete", e);
        }
    }

    /** Completes futures in each way, so that the classes of the JDK behind them are there. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void completions() {
        ForkJoinPool.commonPool();
        CompletableFuture<Object> first = new CompletableFuture<>();
        first.whenComplete((value, failure) -> {});
        first.complete(Preload.class);
        CompletableFuture<Object> second = new CompletableFuture<>();
        CompletableFuture<Object> behind = second.whenComplete((value, failure) -> {});
        second.completeExceptionally(new CancellationException());
        try {
            behind.getNow(Unchecked.present(first.getNow(first)));
        } catch (CompletionException | CancellationException expected) {
            new CompletableFuture<>().cancel(true);
        }
    }
}
