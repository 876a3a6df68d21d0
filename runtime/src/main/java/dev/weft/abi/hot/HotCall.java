package dev.weft.abi.hot;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.internal.task.HotTask;
import dev.weft.internal.task.Preload;
import dev.weft.internal.task.TaskImpl;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The methods that a hot method calls, most of them in its stub. For generated code; nothing here is meant to be called by hand. All
 * methods are called on the thread that called the hot method.
 *
 * @since 0.1
 */
public final class HotCall {
    static {
        Preload.forHotCalls(); // a recursion of hot calls that never ends begins where the stack is long
    }

    private HotCall() {}

    /** {@return the task of a new call} */
    public static FrameDriver begin() {
        return new HotTask<>();
    }

    /**
     * Makes a call the owner of the task group that it opens next.
     *
     * @param driver the call's task
     */
    public static void opens(FrameDriver driver) {
        TaskImpl<?> task = (TaskImpl<?>) driver;
        task.loopFor("TaskGroup.open").setOpener(task);
    }

    /**
     * Returns the future for the caller of a hot method whose entry has returned.
     *
     * @param given the value that the hot entry returned
     * @param driver the call's task
     * @return a future that is done or that the task will complete
     */
    public static CompletableFuture<?> returned(@Nullable Object given, FrameDriver driver) {
        if (given == Frame.SUSPENDED) {
            return ((HotTask<?>) driver).suspended();
        }
        ((HotTask<?>) driver).returned(given);
        return CompletableFuture.completedFuture(given);
    }

    /**
     * Returns the future for the caller of a hot method that failed before it suspended.
     *
     * @param failure the failure that the hot entry threw
     * @param driver the call's task
     * @return a failed future
     */
    public static CompletableFuture<?> failed(Throwable failure, FrameDriver driver) {
        return HotTask.failedFuture(failure, driver);
    }
}
