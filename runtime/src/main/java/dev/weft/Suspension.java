package dev.weft;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls at an await and around it. For generated code; nothing here is meant to be
 * called by hand. All methods are called on the thread that runs the task.
 */
public final class Suspension {
    /**
     * How many coroutines are started inside one another on the thread's stack. Deeper ones are
     * started by the driver, after all has unwound to it; so depth costs heap, not stack.
     *
     * <p>Woven methods hand their depth on as an argument, which costs no memory access; where the call goes through code
     * that knows nothing of it, it lies in the task.
     */
    private static final int MAX_DEPTH = 256;

    private static final String AWAITED_NULL = "cannot await null";

    private Suspension() {}

    /** How deep the method is that a frame's {@link Frame#resume} starts now. */
    public static int depth(Task<?> task) {
        return task.depth;
    }

    /**
     * Awaits a coroutine: runs it in the same task.
     *
     * @param coroutine what to await
     * @param task the task that awaits
     * @param depth how deep the awaiting method is
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what the coroutine failed with
     */
    public static @Nullable Object await(Coroutine<?> coroutine, Task<?> task, int depth) throws Throwable {
        if (!(coroutine instanceof Frame<?> frame)) {
            Objects.requireNonNull(coroutine, AWAITED_NULL);
            task.depth = (short) depth;
            return coroutine.start(task);
        }
        if (frame.state != 0) {
            throw frame.alreadyUsed();
        }
        if (tooDeep(depth)) {
            return defer(frame, task);
        }
        task.depth = (short) (depth + 1);
        frame.state = -1;
        return frame.resume(task);
    }

    /** As {@link #await(Coroutine, Task, int)}, where no depth is handed on. */
    static @Nullable Object await(Coroutine<?> coroutine, Task<?> task) throws Throwable {
        short depth = task.depth;
        Object given = await(coroutine, task, depth);
        task.depth =
                depth; // where it throws, it is too high until the driver is reached, and something is deferred early
        return given;
    }

    /**
     * Awaits a task, an awaiter or a coroutine.
     *
     * @param awaitable what to await
     * @param task the task that awaits
     * @param depth how deep the awaiting method is
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what it failed with
     */
    public static @Nullable Object await(Awaitable<?> awaitable, Task<?> task, int depth) throws Throwable {
        return awaitable instanceof Coroutine<?> coroutine ? await(coroutine, task, depth) : await(awaitable, task);
    }

    /** As {@link #await(Awaitable, Task, int)}, where no depth is handed on. */
    static @Nullable Object await(Awaitable<?> awaitable, Task<?> task) throws Throwable {
        if (awaitable instanceof Coroutine<?> coroutine) {
            return await(coroutine, task);
        }
        if (awaitable instanceof Task<?> other) {
            return other.await(task);
        }
        Objects.requireNonNull(awaitable, AWAITED_NULL);
        return await((Awaiter<?>) awaitable, task);
    }

    /**
     * Awaits an awaiter, even if it is a coroutine as well.
     *
     * @param awaiter what to await
     * @param task the task that awaits
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what it failed with
     */
    public static @Nullable Object await(Awaiter<?> awaiter, Task<?> task) throws Throwable {
        return AwaiterWaiter.await(awaiter, task);
    }

    /**
     * Awaits a stage.
     *
     * @param stage what to await
     * @param task the task that awaits
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what the stage failed with, without the wrapper
     */
    public static @Nullable Object await(CompletionStage<?> stage, Task<?> task) throws Throwable {
        Objects.requireNonNull(stage, AWAITED_NULL);
        return StageWaiter.await(stage, task);
    }

    /**
     * Whether a method must {@link #defer} itself: one that woven code calls directly, and that calls itself in the end.
     *
     * @param depth how many such methods stand on this thread's stack
     */
    public static boolean tooDeep(int depth) {
        return depth >= MAX_DEPTH;
    }

    /**
     * Puts off a method that is too deep: the driver will start it when all has unwound.
     *
     * @param frame its frame, with its arguments
     * @param task the task that runs it
     * @return {@link Frame#SUSPENDED}
     */
    public static Object defer(Frame<?> frame, Task<?> task) {
        frame.state = 0;
        task.link(frame);
        task.deferred = true;
        return Frame.SUSPENDED;
    }

    /**
     * Links a frame into its task. Called by each activation while it unwinds, innermost first.
     *
     * @param frame the activation's frame
     * @param task its task
     */
    public static void suspend(Frame<?> frame, Task<?> task) {
        task.link(frame);
    }

    /**
     * Keeps the value of an await that did not suspend for another part of the same method, which takes it as after a
     * suspension. Methods that are too long for one piece do this where the pieces meet.
     *
     * @param value what the await gave
     * @param task the task that goes on
     */
    public static void ready(@Nullable Object value, Task<?> task) {
        task.value = value;
        task.failing = false;
    }

    /**
     * Takes what the await gives after a suspension. Called once, at the resume point.
     *
     * @param task the task that goes on
     * @return the value
     * @throws Throwable what was awaited failed with, or {@link CancelledError}
     */
    public static @Nullable Object resumed(Task<?> task) throws Throwable {
        Object value = task.value;
        task.value = null;
        if (task.failing) {
            task.failing = false;
            throw (Throwable) Objects.requireNonNull(value);
        }
        return value;
    }

    /**
     * Awaits what a cold method returns, in tail position.
     *
     * @param coroutine what the method returned
     * @param task its task
     * @param depth how deep it is
     * @param method the method's name, for the message
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what the coroutine failed with
     */
    public static @Nullable Object tail(@Nullable Coroutine<?> coroutine, Task<?> task, int depth, String method)
            throws Throwable {
        if (coroutine == null) {
            throw returnedNull(method, "coroutine");
        }
        return await(coroutine, task, depth);
    }

    /**
     * Awaits what a hot method returns, in tail position.
     *
     * @param stage what the method returned
     * @param task its task
     * @param method the method's name, for the message
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what the stage failed with
     */
    public static @Nullable Object tail(@Nullable CompletionStage<?> stage, Task<?> task, String method)
            throws Throwable {
        if (stage == null) {
            throw returnedNull(method, "stage");
        }
        return StageWaiter.await(stage, task);
    }

    /** Makes the task of a hot method's call. */
    public static Task<?> hot() {
        return new HotTask<>();
    }

    /**
     * Makes the future that a hot method gives to its caller.
     *
     * @param given what the hot entry returned
     * @param task the call's task
     * @return a future that is done, or that the task will complete
     */
    public static CompletableFuture<?> hotReturned(@Nullable Object given, Task<?> task) {
        if (given == Frame.SUSPENDED) {
            return ((HotTask<?>) task).suspended();
        }
        ((HotTask<?>) task).returned(given);
        return CompletableFuture.completedFuture(given);
    }

    /**
     * Makes the future that a hot method gives to its caller when it failed before it suspended.
     *
     * @param failure what the hot entry threw
     * @param task the call's task
     * @return a failed future
     */
    public static CompletableFuture<?> hotFailed(Throwable failure, Task<?> task) {
        ((HotTask<?>) task).failed(failure);
        return CompletableFuture.failedFuture(HotTask.toFuture(failure));
    }

    /**
     * What is thrown where a frame has a state that its method does not know.
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
