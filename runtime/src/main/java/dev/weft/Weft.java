package dev.weft;

import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.task.AwaitCoroutine;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.Runner;
import dev.weft.internal.wait.Blocking;
import dev.weft.internal.wait.CompletionOrder;
import dev.weft.internal.wait.Gather;
import dev.weft.internal.wait.ImmediateCoroutine;
import dev.weft.internal.wait.LazyCoroutine;
import dev.weft.internal.wait.Shield;
import dev.weft.internal.wait.Sleep;
import dev.weft.internal.wait.Timeout;
import dev.weft.internal.wait.WaitUntil;
import dev.weft.internal.wait.Yield;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * The vocabulary of asynchronous code, for one static import.
 *
 * <p>The {@code await} methods may be called in woven code only, where they are not really called:
 * the weaver replaces them. Called elsewhere they throw {@link NotWovenError}.
 */
@SuppressWarnings("DoNotCallSuggester") // the weaver replaces the calls
public final class Weft {
    private Weft() {}

    /**
     * Runs a coroutine in this task and returns its result.
     *
     * @param coroutine the coroutine
     * @param <T> the type of its result
     * @return its result; what it throws is thrown as it is, checked or not
     * @throws CancelledError if it suspended and this task is cancelled
     */
    public static <T> T await(Coroutine<? extends T> coroutine) {
        throw NotWovenError.ofCallerOf(Weft.class);
    }

    /**
     * Waits for a task or another source, and returns its result.
     *
     * @param awaitable what to wait for
     * @param <T> the type of its result
     * @return its result; what it fails with is thrown as it is, checked or not
     * @throws CancelledError if this task is cancelled while it waits
     * @throws java.util.concurrent.CancellationException if it is a task that was cancelled
     */
    public static <T> T await(Awaitable<? extends T> awaitable) {
        throw NotWovenError.ofCallerOf(Weft.class);
    }

    /**
     * Waits for a stage and returns its result.
     *
     * @param stage what to wait for
     * @param <T> the type of its result
     * @return its result; what it fails with is thrown as it is, without the wrapper {@link
     *     java.util.concurrent.CompletionException}
     * @throws CancelledError if this task is cancelled while it waits; the stage is then cancelled too
     */
    public static <T> T await(CompletionStage<? extends T> stage) {
        throw NotWovenError.ofCallerOf(Weft.class);
    }

    /**
     * As {@link #await(Awaitable)}, and declares a checked exception so that it can be caught.
     *
     * @param awaitable what to wait for
     * @param thrown what it may throw; anything else is thrown just the same
     * @param <T> the type of its result
     * @param <X> what it may throw
     * @return its result
     * @throws X when it does
     */
    public static <T, X extends Throwable> T await(Awaitable<? extends T> awaitable, Class<X> thrown) throws X {
        throw NotWovenError.ofCallerOf(Weft.class);
    }

    /**
     * As {@link #await(CompletionStage)}, and declares a checked exception so that it can be caught.
     *
     * @param stage what to wait for
     * @param thrown what it may throw; anything else is thrown just the same
     * @param <T> the type of its result
     * @param <X> what it may throw
     * @return its result
     * @throws X when it does
     */
    public static <T, X extends Throwable> T await(CompletionStage<? extends T> stage, Class<X> thrown) throws X {
        throw NotWovenError.ofCallerOf(Weft.class);
    }

    /**
     * Returns a coroutine that ends with this value: what an async method returns.
     *
     * @param value the value, which may be null
     * @param <T> its type
     */
    public static <T> Coroutine<T> result(T value) {
        return ImmediateCoroutine.with(value);
    }

    /** Returns a coroutine that ends without a value: what an async method without a result returns. */
    public static Coroutine<Void> done() {
        return ImmediateCoroutine.DONE;
    }

    /**
     * Returns a coroutine that throws this when it is awaited.
     *
     * @param failure what to throw
     * @param <T> the type of the result that it does not have
     */
    public static <T> Coroutine<T> failed(Throwable failure) {
        return ImmediateCoroutine.failed(failure);
    }

    /**
     * Returns a stage as an awaitable, to be given to {@link #gather(Awaitable[]) gather} and its like.
     *
     * @param stage what to wait for; cancelled if the wait is
     * @param <T> the type of its result
     */
    public static <T> Awaitable<T> awaitable(CompletionStage<T> stage) {
        return AwaitCoroutine.of(stage);
    }

    /**
     * Runs a program: makes a loop, runs the coroutine, cancels and awaits what is left over, and
     * closes the loop.
     *
     * <p>When the JVM is told to end meanwhile (Ctrl-C, {@code SIGTERM}, {@code System.exit} on another thread), the
     * coroutine is cancelled, and the JVM ends when this is through; it waits at most ten seconds (system property {@code
     * dev.weft.shutdown.millis}).
     *
     * @param main the program
     * @param <T> the type of its result
     * @return its result; what it throws is thrown as it is, checked or not
     * @throws IllegalStateException if a loop runs on this thread
     */
    public static <T> T run(Coroutine<T> main) {
        requireNoLoop();
        return Runner.run(main);
    }

    /**
     * As {@link #run(Coroutine)}, with a coroutine that is made on the loop.
     *
     * @param main makes the program
     * @param <T> the type of its result
     * @return its result
     */
    public static <T> T run(AsyncCallable<T> main) {
        return run(new LazyCoroutine<T>(main));
    }

    private static void requireNoLoop() {
        if (EventLoopImpl.runningOrNull() != null) {
            throw new IllegalStateException(
                    "Weft.run would block the event loop that is running on this thread; await the coroutine"
                            + " instead");
        }
    }

    /**
     * Makes a task of a coroutine on the running loop.
     *
     * @param coroutine what to run
     * @param <T> the type of its result
     * @return the task, whose first step is not before the next turn of the loop
     * @throws IllegalStateException if no loop runs on this thread
     */
    public static <T> Task<T> start(Coroutine<T> coroutine) {
        return EventLoop.running().start(coroutine);
    }

    /**
     * Makes a task with a name.
     *
     * @param coroutine what to run
     * @param name its name
     * @param <T> the type of its result
     * @return the task
     * @throws IllegalStateException if no loop runs on this thread
     */
    public static <T> Task<T> start(Coroutine<T> coroutine, String name) {
        return EventLoop.running().start(coroutine, name);
    }

    /**
     * Makes a task of a coroutine that is made when the task runs.
     *
     * @param work makes the coroutine
     * @param <T> the type of its result
     * @return the task
     * @throws IllegalStateException if no loop runs on this thread
     */
    public static <T> Task<T> start(AsyncCallable<T> work) {
        return EventLoop.running().start(new LazyCoroutine<T>(work));
    }

    /**
     * Makes a task with a name of a coroutine that is made when the task runs.
     *
     * @param work makes the coroutine
     * @param name its name
     * @param <T> the type of its result
     * @return the task
     * @throws IllegalStateException if no loop runs on this thread
     */
    public static <T> Task<T> start(AsyncCallable<T> work, String name) {
        return EventLoop.running().start(new LazyCoroutine<T>(work), name);
    }

    /**
     * Suspends the task for a time; for none, or less, it lets the others run once.
     *
     * @param duration how long; the longest possible is some 146 years
     */
    public static Coroutine<Void> sleep(Duration duration) {
        return new Sleep(TimerNode.nanos(duration));
    }

    /** Returns the coroutine that lets what is ready run once. It may be awaited any number of times. */
    public static Coroutine<Void> yieldNow() {
        return Yield.INSTANCE;
    }

    /**
     * Waits for all, which run concurrently, and returns their results in the order of the arguments. A
     * failure cancels the others, waits for them, and is thrown, with later ones suppressed in it; so
     * does a cancellation.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> Coroutine<List<T>> gather(Awaitable<? extends T>... all) {
        return new Gather<>(Arrays.asList(all));
    }

    /**
     * The same as {@link #gather(Awaitable[])} for a collection.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    public static <T> Coroutine<List<T>> gather(Collection<? extends Awaitable<? extends T>> all) {
        return new Gather<>(all);
    }

    /**
     * Waits until all are done, however they end.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    public static <T> Coroutine<WaitResult<T>> waitAll(Collection<? extends Awaitable<? extends T>> all) {
        return new WaitUntil<>(all, WaitUntil.Until.ALL, -1);
    }

    /**
     * Waits until all are done, however they end, but at most so long. What is not done by then goes on.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param timeout how long
     * @param <T> the type of their results
     */
    public static <T> Coroutine<WaitResult<T>> waitAll(
            Collection<? extends Awaitable<? extends T>> all, Duration timeout) {
        return new WaitUntil<>(all, WaitUntil.Until.ALL, Math.max(0, TimerNode.nanos(timeout)));
    }

    /**
     * Waits until one is done, however it ends. What is not done by then goes on.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    public static <T> Coroutine<WaitResult<T>> waitFirst(Collection<? extends Awaitable<? extends T>> all) {
        return new WaitUntil<>(all, WaitUntil.Until.FIRST, -1);
    }

    /**
     * Waits until one is done, but at most so long.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param timeout how long
     * @param <T> the type of their results
     */
    public static <T> Coroutine<WaitResult<T>> waitFirst(
            Collection<? extends Awaitable<? extends T>> all, Duration timeout) {
        return new WaitUntil<>(all, WaitUntil.Until.FIRST, Math.max(0, TimerNode.nanos(timeout)));
    }

    /**
     * Waits until one has failed or was cancelled, or all are done. What is not done by then goes on.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    public static <T> Coroutine<WaitResult<T>> waitFirstFailure(Collection<? extends Awaitable<? extends T>> all) {
        return new WaitUntil<>(all, WaitUntil.Until.FIRST_FAILURE, -1);
    }

    /**
     * Waits until one has failed or was cancelled, or all are done, but at most so long.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param timeout how long
     * @param <T> the type of their results
     */
    public static <T> Coroutine<WaitResult<T>> waitFirstFailure(
            Collection<? extends Awaitable<? extends T>> all, Duration timeout) {
        return new WaitUntil<>(all, WaitUntil.Until.FIRST_FAILURE, Math.max(0, TimerNode.nanos(timeout)));
    }

    /**
     * Returns one coroutine for each of these, the first of which returns the outcome of the first that ends, and so on. They are
     * started when the iteration begins, on the running loop; the same thing given twice counts once.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    public static <T> Iterable<Coroutine<T>> asCompleted(Collection<? extends Awaitable<? extends T>> all) {
        return () -> new CompletionOrder<>(all);
    }

    /**
     * Runs something in a task of its own, but at most so long. When the time is up it is cancelled, and its clean-up is
     * waited for. A value that it returns in spite of that is the result; a failure is thrown. A cancellation of the
     * awaiting task is passed on to it.
     *
     * @param limit how long; nothing or less lets it run to its first suspending await
     * @param awaitable what to run or wait for; a task that is given is cancelled too
     * @param <T> the type of its result
     * @throws TimeoutException not here, but by the await, so that it can be caught there
     */
    @SuppressWarnings("RedundantThrows")
    public static <T> Coroutine<T> withTimeout(Duration limit, Awaitable<T> awaitable) throws TimeoutException {
        return new Timeout<>(
                Objects.requireNonNull(limit, "limit"), Objects.requireNonNull(awaitable, "cannot await null"));
    }

    /**
     * As {@link #withTimeout(Duration, Awaitable)}, with the coroutine made when it is to run.
     *
     * @param limit how long
     * @param work makes the coroutine
     * @param <T> the type of its result
     * @throws TimeoutException not here, but by the await, so that it can be caught there
     */
    @SuppressWarnings("RedundantThrows")
    public static <T> Coroutine<T> withTimeout(Duration limit, AsyncCallable<T> work) throws TimeoutException {
        return new Timeout<>(Objects.requireNonNull(limit, "limit"), new LazyCoroutine<T>(work));
    }

    /**
     * Awaits something that a cancellation of the awaiting task does not reach: the await throws {@link CancelledError}
     * and it goes on, as a task of its own.
     *
     * @param awaitable what to wait for
     * @param <T> the type of its result
     */
    public static <T> Coroutine<T> shield(Awaitable<T> awaitable) {
        return new Shield<>(Objects.requireNonNull(awaitable, "cannot await null"));
    }

    /**
     * Runs work that blocks on another thread: a virtual one from JDK 21 on, else one of a bounded pool. The context
     * locals of the awaiting task are bound there too. A cancellation interrupts the worker, and does not wait for it.
     *
     * @param work what to do
     * @param <T> the type of its result
     */
    public static <T> Coroutine<T> blocking(Callable<T> work) {
        return AwaitCoroutine.of(new Blocking<T>(Objects.requireNonNull(work, "work")));
    }
}
