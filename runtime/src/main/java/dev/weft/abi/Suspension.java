package dev.weft.abi;

import dev.weft.AsyncCursor;
import dev.weft.AsyncStream;
import dev.weft.Awaitable;
import dev.weft.Awaiter;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.internal.loop.NeverRan;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The methods that woven code calls at an await and around it. For generated code; nothing here is meant to be called
 * by hand. All methods are called on the thread that runs the task.
 *
 * @since 0.1
 */
public final class Suspension {
    /**
     * The largest number of coroutines that are started inside one another on the thread's stack. The driver starts
     * deeper ones after all frames have unwound to it. So depth costs heap, not stack.
     *
     * <p>Woven methods pass their depth on as an argument, which costs no memory access. If the call goes through code
     * that does not know the depth, it is kept in the driver.
     */
    private static final int MAX_DEPTH = 256;

    /**
     * One level of depth. A depth counts levels in its upper bits, and in the lower ones awaits; see {@link #repeated}.
     */
    public static final int LEVEL = 16;

    private static final int LEVELS = -LEVEL;
    private static final int TOO_DEEP = MAX_DEPTH * LEVEL;

    private static final String AWAITED_NULL = "cannot await null";

    private Suspension() {}

    /**
     * {@return the depth of the method that a frame's {@link Frame#resume} starts now}
     *
     * @param driver the task
     */
    public static int depth(FrameDriver driver) {
        return driver.depth;
    }

    /**
     * Counts an await in a loop, or one of several that may follow each other in a method. Each {@value #LEVEL} of them are
     * taken from the task's budget. If that is spent, and the task must let others run or is cancelled, the method that is called next will be put off, or
     * the next await yields.
     *
     * <p>A method that is called begins with the count of its caller. What it counts does not come back: in a tree of calls
     * at most 2<sup>{@value #LEVEL}</sup> awaits go on between two accesses to the budget.
     *
     * @param depth the depth of the awaiting method
     * @param driver the task
     * @return the depth from now on
     */
    public static int repeated(int depth, FrameDriver driver) {
        int next = depth + 1;
        return (next & (LEVEL - 1)) != 0 ? next : spend(depth & LEVELS, driver);
    }

    /** At most 35 bytes long: HotSpot inlines no longer method here, and a call costs a loop its registers. */
    private static int spend(int levels, FrameDriver driver) {
        int left = driver.budget - LEVEL;
        driver.budget = (short) left;
        if (left > 1 || !driver.mustYield()) {
            return levels;
        }
        return levels | TOO_DEEP;
    }

    /**
     * Awaits a coroutine: runs it in the same task.
     *
     * @param coroutine the coroutine
     * @param driver the task that awaits
     * @param depth the depth of the awaiting method
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the coroutine
     */
    public static @Nullable Object await(Coroutine<?> coroutine, FrameDriver driver, int depth) throws Throwable {
        if (!(coroutine instanceof Frame<?> frame)) {
            Objects.requireNonNull(coroutine, AWAITED_NULL);
            driver.depth = (short) depth;
            NeverRan.used(coroutine);
            return ((Activation<?>) coroutine).start(driver);
        }
        if (frame.state != 0) {
            throw frame.alreadyUsed();
        }
        if (tooDeep(depth)) {
            return defer(frame, driver);
        }
        driver.depth = (short) (depth + LEVEL);
        frame.state = -1;
        NeverRan.used(frame);
        return frame.resume(driver);
    }

    /**
     * Awaits a coroutine as {@link #await(Coroutine, FrameDriver, int)} does. For callers that do not know their depth.
     *
     * @param coroutine the coroutine
     * @param driver the task that awaits
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the coroutine
     */
    public static @Nullable Object await(Coroutine<?> coroutine, FrameDriver driver) throws Throwable {
        short depth = driver.depth;
        Object given = await(coroutine, driver, depth);
        // If it throws, the depth stays too high until the driver is reached. Then a coroutine may be deferred too
        // early.
        driver.depth = depth;
        return given;
    }

    /**
     * Awaits a task, an awaiter or a coroutine.
     *
     * @param awaitable the awaitable
     * @param driver the task that awaits
     * @param depth the depth of the awaiting method
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the awaitable
     */
    public static @Nullable Object await(Awaitable<?> awaitable, FrameDriver driver, int depth) throws Throwable {
        // Every task is a driver. A test for the interface Task would walk the secondary supertypes.
        if (awaitable instanceof FrameDriver task) {
            return task.awaitIn(driver);
        }
        return awaitable instanceof Coroutine<?> coroutine
                ? await(coroutine, driver, depth)
                : awaitAwaiter(awaitable, driver);
    }

    /**
     * Awaits a task, an awaiter or a coroutine. For callers that do not know their depth.
     *
     * @param awaitable the awaitable
     * @param driver the task that awaits
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the awaitable
     */
    public static @Nullable Object await(Awaitable<?> awaitable, FrameDriver driver) throws Throwable {
        if (awaitable instanceof FrameDriver task) {
            return task.awaitIn(driver);
        }
        return awaitable instanceof Coroutine<?> coroutine ? await(coroutine, driver) : awaitAwaiter(awaitable, driver);
    }

    /**
     * As {@link #await(Awaitable, FrameDriver, int)}, where {@link #repeated} has counted the await.
     *
     * @param awaitable the awaitable
     * @param driver the task that awaits
     * @param depth the depth of the awaiting method
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the awaitable
     */
    public static @Nullable Object awaitRepeated(Awaitable<?> awaitable, FrameDriver driver, int depth)
            throws Throwable {
        return awaitable instanceof FrameDriver task ? task.awaitInRepeated(driver) : await(awaitable, driver, depth);
    }

    private static @Nullable Object awaitAwaiter(Awaitable<?> awaitable, FrameDriver driver) throws Throwable {
        Objects.requireNonNull(awaitable, AWAITED_NULL);
        return driver.awaitAwaiter((Awaiter<?>) awaitable);
    }

    /**
     * Awaits an awaiter, even if it is also a coroutine.
     *
     * @param awaiter the awaiter
     * @param driver the task that awaits
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the awaiter
     */
    public static @Nullable Object await(Awaiter<?> awaiter, FrameDriver driver) throws Throwable {
        return driver.awaitAwaiter(awaiter);
    }

    /**
     * Awaits a stage.
     *
     * @param stage the stage
     * @param driver the task that awaits
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the stage, without the wrapper
     */
    public static @Nullable Object await(CompletionStage<?> stage, FrameDriver driver) throws Throwable {
        Objects.requireNonNull(stage, AWAITED_NULL);
        return driver.awaitStage(stage);
    }

    /**
     * As {@link #await(CompletionStage, FrameDriver)}, where {@link #repeated} has counted the await.
     *
     * @param stage the stage
     * @param driver the task that awaits
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the stage, without the wrapper
     */
    public static @Nullable Object awaitRepeated(CompletionStage<?> stage, FrameDriver driver) throws Throwable {
        Objects.requireNonNull(stage, AWAITED_NULL);
        return driver.awaitStageRepeated(stage);
    }

    /**
     * {@return whether a method must {@link #defer} itself} Asked by methods that woven code calls directly and that
     * call themselves in the end.
     *
     * @param depth the depth of the method; its levels are the number of such methods on this thread's stack
     */
    public static boolean tooDeep(int depth) {
        return (depth & (TOO_DEEP | 2 * TOO_DEEP)) != 0; // it is less than four times as much, beside Unboxed.WANTED
    }

    /**
     * {@return whether a call may enter the method of a class directly, instead of calling it and awaiting what it returns}
     * If not, the call does what is written: it throws if the receiver is null, calls the method of a subclass, or makes a
     * coroutine that can be deferred.
     *
     * @param receiver the object whose method is called
     * @param type the class that declares the method
     * @param depth the depth of the calling method
     */
    public static boolean enters(@Nullable Object receiver, Class<?> type, int depth) {
        return receiver != null && receiver.getClass() == type && !tooDeep(depth);
    }

    /**
     * {@return the same where no subclass can have another method in its place}
     *
     * @param receiver the object whose method is called
     * @param depth the depth of the calling method
     */
    public static boolean enters(@Nullable Object receiver, int depth) {
        return receiver != null && !tooDeep(depth);
    }

    /**
     * Defers a method that is too deep. The driver will start it when all frames have unwound.
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
     * Keeps the value of an await that did not suspend. Another segment of the same method takes it, as after a
     * suspension. Methods that are split into segments do this where the segments meet.
     *
     * @param value the value of the await
     * @param driver the task that goes on
     * @param depth the depth of the method, which stays the same
     */
    public static void ready(@Nullable Object value, FrameDriver driver, int depth) {
        driver.depth = (short) depth;
        driver.put(value);
    }

    /**
     * Returns or throws the outcome of an await after a suspension. Called once, at the resume point.
     *
     * @param driver the task that goes on
     * @return the value
     * @throws Throwable the failure of the awaited source, or {@link CancelledError}
     */
    public static @Nullable Object resumed(FrameDriver driver) throws Throwable {
        return driver.take();
    }

    /**
     * Awaits the coroutine that a cold method returns, in tail position.
     *
     * @param coroutine the coroutine that the method returned
     * @param driver the task that runs the method
     * @param depth the depth of the method
     * @param method the method's name, for the message
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the coroutine
     */
    public static @Nullable Object tail(@Nullable Coroutine<?> coroutine, FrameDriver driver, int depth, String method)
            throws Throwable {
        if (coroutine == null) {
            throw returnedNull(method, "coroutine");
        }
        Object given = await(coroutine, driver, depth);
        return TailFrame.KEPT ? TailFrame.keep(given, driver) : given;
    }

    /**
     * Awaits the stage that a hot method returns, in tail position.
     *
     * @param stage the stage that the method returned
     * @param driver the task that runs the method
     * @param method the method's name, for the message
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the stage
     */
    public static @Nullable Object tail(@Nullable CompletionStage<?> stage, FrameDriver driver, String method)
            throws Throwable {
        if (stage == null) {
            throw returnedNull(method, "stage");
        }
        Object given = driver.awaitStage(stage);
        return TailFrame.KEPT ? TailFrame.keep(given, driver) : given;
    }

    /**
     * Goes to the next item of a stream. Makes no coroutine, unless a user has written the cursor.
     *
     * @param cursor the cursor
     * @param driver the task that asks
     * @param depth the depth of the awaiting method
     * @return a {@link Boolean}, whether there is one, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the stream
     */
    public static @Nullable Object next(AsyncCursor<?> cursor, FrameDriver driver, int depth) throws Throwable {
        return cursor instanceof StreamFrame<?> stream
                ? stream.next(driver, depth)
                : await(cursor.next(), driver, depth);
    }

    /**
     * Closes a stream. Makes no coroutine, unless a user has written the cursor.
     *
     * @param cursor the cursor
     * @param driver the task that closes it
     * @param depth the depth of the awaiting method
     * @return null, or {@link Frame#SUSPENDED}
     * @throws Throwable what the code that cleans up has thrown
     */
    public static @Nullable Object close(AsyncCursor<?> cursor, FrameDriver driver, int depth) throws Throwable {
        return cursor instanceof StreamFrame<?> stream
                ? stream.close(driver, depth)
                : await(cursor.closeAsync(), driver, depth);
    }

    /**
     * Keeps an item that a stream emits. The method then saves its state and returns {@code TRUE}.
     *
     * @param item the item
     * @param stream the frame of the method
     * @throws IllegalStateException if the stream was closed
     */
    public static void emit(@Nullable Object item, StreamFrame<?> stream) {
        stream.emit(item);
    }

    /**
     * Lets another stream give the items of this one, until it ends. The method then saves its state and returns what this
     * has returned. Where it goes on, the outcome is {@code FALSE}, or the failure of the other stream.
     *
     * @param other the other stream
     * @param stream the frame of the method
     * @param driver the task that runs it
     * @param depth the depth of the method
     * @return a value that only the frame knows
     * @throws IllegalStateException if the stream was closed, or the other one was used before
     */
    public static Object emitAll(AsyncStream<?> other, StreamFrame<?> stream, FrameDriver driver, int depth) {
        driver.depth = (short) depth;
        return stream.delegate(Objects.requireNonNull(other, "cannot emit the items of null"));
    }

    /**
     * Ends a stream with the items of another one.
     *
     * @param other the stream that the method returned
     * @param stream the frame of the method
     * @param driver the task that runs it
     * @param method the method's name, for the message
     * @return what the method must return
     * @throws IllegalStateException if the stream was closed, or the other one was used before
     */
    public static Object tail(
            @Nullable AsyncStream<?> other, StreamFrame<?> stream, FrameDriver driver, String method) {
        if (other == null) {
            throw returnedNull(method, "stream");
        }
        return stream.tail(other);
    }

    /**
     * {@return the exception to throw when a frame has a state that its method does not know}
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
