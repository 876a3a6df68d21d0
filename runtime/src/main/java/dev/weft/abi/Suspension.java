package dev.weft.abi;

import dev.weft.Awaitable;
import dev.weft.Awaiter;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls at an await and around it. For generated code; nothing here is meant to be called by hand. All
 * methods are called on the thread that runs the task.
 */
public final class Suspension {
    /**
     * At most this many coroutines are started inside one another on the thread's stack. Deeper ones are started by the
     * driver, after all has unwound to it; so depth costs heap, not stack.
     *
     * <p>Woven methods hand their depth on as an argument, which costs no memory access; where the call goes through code
     * that does not know it, the depth is kept in the driver.
     */
    private static final int MAX_DEPTH = 256;

    private static final String AWAITED_NULL = "cannot await null";

    private Suspension() {}

    /** Returns how deep the method is that a frame's {@link Frame#resume} starts now. */
    public static int depth(FrameDriver driver) {
        return driver.depth;
    }

    /**
     * Awaits a coroutine: runs it in the same task.
     *
     * @param coroutine the coroutine
     * @param driver the task that awaits
     * @param depth how deep the awaiting method is
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what the coroutine failed with
     */
    public static @Nullable Object await(Coroutine<?> coroutine, FrameDriver driver, int depth) throws Throwable {
        if (!(coroutine instanceof Frame<?> frame)) {
            Objects.requireNonNull(coroutine, AWAITED_NULL);
            driver.depth = (short) depth;
            return ((Activation<?>) coroutine).start(driver);
        }
        if (frame.state != 0) {
            throw frame.alreadyUsed();
        }
        if (tooDeep(depth)) {
            return defer(frame, driver);
        }
        driver.depth = (short) (depth + 1);
        frame.state = -1;
        return frame.resume(driver);
    }

    /**
     * Awaits a coroutine, as {@link #await(Coroutine, FrameDriver, int)} does, where no depth is handed on.
     *
     * @param coroutine the coroutine
     * @param driver the task that awaits
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what the coroutine failed with
     */
    public static @Nullable Object await(Coroutine<?> coroutine, FrameDriver driver) throws Throwable {
        short depth = driver.depth;
        Object given = await(coroutine, driver, depth);
        // Where it throws, the depth is too high until the driver is reached, and something is deferred early.
        driver.depth = depth;
        return given;
    }

    /**
     * Awaits a task, an awaiter or a coroutine.
     *
     * @param awaitable what to await
     * @param driver the task that awaits
     * @param depth how deep the awaiting method is
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what it failed with
     */
    public static @Nullable Object await(Awaitable<?> awaitable, FrameDriver driver, int depth) throws Throwable {
        return awaitable instanceof Coroutine<?> coroutine ? await(coroutine, driver, depth) : await(awaitable, driver);
    }

    /**
     * Awaits a task, an awaiter or a coroutine, where no depth is handed on.
     *
     * @param awaitable what to await
     * @param driver the task that awaits
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what it failed with
     */
    public static @Nullable Object await(Awaitable<?> awaitable, FrameDriver driver) throws Throwable {
        if (awaitable instanceof Coroutine<?> coroutine) {
            return await(coroutine, driver);
        }
        // Every task is a driver. A test for the interface Task would walk the secondary supertypes.
        if (awaitable instanceof FrameDriver task) {
            return driver.awaitTask(task);
        }
        Objects.requireNonNull(awaitable, AWAITED_NULL);
        return await((Awaiter<?>) awaitable, driver);
    }

    /**
     * Awaits an awaiter, even if it is a coroutine as well.
     *
     * @param awaiter what to await
     * @param driver the task that awaits
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what it failed with
     */
    public static @Nullable Object await(Awaiter<?> awaiter, FrameDriver driver) throws Throwable {
        return driver.awaitAwaiter(awaiter);
    }

    /**
     * Awaits a stage.
     *
     * @param stage what to await
     * @param driver the task that awaits
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what the stage failed with, without the wrapper
     */
    public static @Nullable Object await(CompletionStage<?> stage, FrameDriver driver) throws Throwable {
        Objects.requireNonNull(stage, AWAITED_NULL);
        return driver.awaitStage(stage);
    }

    /**
     * Returns whether a method must {@link #defer} itself: one that woven code calls directly, and that calls itself in the
     * end.
     *
     * @param depth how many such methods stand on this thread's stack
     */
    public static boolean tooDeep(int depth) {
        return depth >= MAX_DEPTH;
    }

    /**
     * Defers a method that is too deep: the driver will start it when all has unwound.
     *
     * @param frame its frame, with its arguments
     * @param driver the task that runs it
     * @return {@link Frame#SUSPENDED}
     */
    public static Object defer(Frame<?> frame, FrameDriver driver) {
        driver.defer(frame);
        return Frame.SUSPENDED;
    }

    /**
     * Links a frame into its task. Called by each activation while it unwinds, innermost first.
     *
     * @param frame the activation's frame
     * @param driver its task
     */
    public static void suspend(Frame<?> frame, FrameDriver driver) {
        driver.link(frame);
    }

    /**
     * Keeps the value of an await that did not suspend for another segment of the same method, which takes it as after a
     * suspension. Methods that are too long for one piece do this where the segments meet.
     *
     * @param value the value of the await
     * @param driver the task that goes on
     */
    public static void ready(@Nullable Object value, FrameDriver driver) {
        driver.put(value);
    }

    /**
     * Takes the outcome of an await after a suspension. Called once, at the resume point.
     *
     * @param driver the task that goes on
     * @return the value
     * @throws Throwable what was awaited failed with, or {@link CancelledError}
     */
    public static @Nullable Object resumed(FrameDriver driver) throws Throwable {
        return driver.take();
    }

    /**
     * Awaits what a cold method returns, in tail position.
     *
     * @param coroutine what the method returned
     * @param driver its task
     * @param depth how deep it is
     * @param method the method's name, for the message
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what the coroutine failed with
     */
    public static @Nullable Object tail(@Nullable Coroutine<?> coroutine, FrameDriver driver, int depth, String method)
            throws Throwable {
        if (coroutine == null) {
            throw returnedNull(method, "coroutine");
        }
        return await(coroutine, driver, depth);
    }

    /**
     * Awaits what a hot method returns, in tail position.
     *
     * @param stage what the method returned
     * @param driver its task
     * @param method the method's name, for the message
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what the stage failed with
     */
    public static @Nullable Object tail(@Nullable CompletionStage<?> stage, FrameDriver driver, String method)
            throws Throwable {
        if (stage == null) {
            throw returnedNull(method, "stage");
        }
        return driver.awaitStage(stage);
    }

    /**
     * Returns what is thrown where a frame has a state that its method does not know.
     *
     * @param frame the frame
     */
    public static RuntimeException badState(Frame<?> frame) {
        return new IllegalStateException(frame + " is in state " + frame.state + ", which its method does not have");
    }

    private static NullPointerException returnedNull(String method, String what) {
        return new NullPointerException("the async method " + method + " returned null instead of a " + what);
    }
}
