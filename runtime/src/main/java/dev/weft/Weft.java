package dev.weft;

import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.stream.EmptyStream;
import dev.weft.internal.task.AwaitCoroutine;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.Runner;
import dev.weft.internal.wait.Blocking;
import dev.weft.internal.wait.BoundedGather;
import dev.weft.internal.wait.CompletionOrder;
import dev.weft.internal.wait.FirstSuccess;
import dev.weft.internal.wait.Gather;
import dev.weft.internal.wait.ImmediateCoroutine;
import dev.weft.internal.wait.LazyCoroutine;
import dev.weft.internal.wait.Limit;
import dev.weft.internal.wait.Shield;
import dev.weft.internal.wait.Sleep;
import dev.weft.internal.wait.TaskLimit;
import dev.weft.internal.wait.Uncancellable;
import dev.weft.internal.wait.WaitUntil;
import dev.weft.internal.wait.Yield;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/**
 * The static methods of asynchronous code: to await, start, combine and run coroutines. Meant for one static import.
 *
 * <p>{@code await}, {@code emit} and {@code emitAll} may be called in woven code only, where the weaver replaces the
 * calls. Elsewhere they throw {@link NotWovenError}. They suspend the task that runs the code, and hold no thread
 * meanwhile.
 *
 * <p>A method that returns a {@link Coroutine} or an {@link Awaitable} runs nothing, and may be called on any thread.
 * Null where something is to be awaited is refused at once, with a {@link NullPointerException}. What the method
 * describes begins when the coroutine is awaited, or handed to {@link #start(Coroutine) start}. The coroutine is for
 * single use, but for those of {@link #done} and {@link #yieldNow}. Whatever else its await throws: if the task is
 * cancelled while it waits, it throws a {@link CancelledError}.
 *
 * <p>A {@link Duration} of more than 146 years counts as 146 years.
 *
 * <p>Several things at once: each awaitable that is not a task is started as one. In a hot method that was called where
 * no loop runs nothing can be started, so all must be tasks; otherwise the await throws {@link IllegalStateException}.
 * An await that would close a cycle of tasks that wait for one another throws a {@link DeadlockException}.
 *
 * <table class="striped">
 * <caption>What the waits for several do</caption>
 * <thead>
 * <tr><th scope="col">method</th><th scope="col">it ends when</th><th scope="col">a failure</th>
 * <th scope="col">if the wait is cancelled</th></tr>
 * </thead>
 * <tbody>
 * <tr><th scope="row">{@link #gather(Awaitable[]) gather}</th><td>all are done</td>
 * <td>cancels the others; is thrown when they have ended</td><td>all are cancelled, and their end is awaited</td></tr>
 * <tr><th scope="row">{@link #firstSuccess(Awaitable[]) firstSuccess}</th><td>one has succeeded; the others are
 * cancelled, and their end is awaited</td><td>is thrown if none succeeds</td><td>all are cancelled, and their end is
 * awaited</td></tr>
 * <tr><th scope="row">{@link #waitAll(Awaitable[]) waitAll}</th><td>all are done</td><td>stays in its task</td>
 * <td>all go on</td></tr>
 * <tr><th scope="row">{@link #waitFirst(Awaitable[]) waitFirst}</th><td>one is done</td><td>stays in its task</td>
 * <td>all go on</td></tr>
 * <tr><th scope="row">{@link #waitFirstFailure(Awaitable[]) waitFirstFailure}</th><td>one has failed, or all are done;
 * one that was cancelled has not failed</td><td>stays in its task</td><td>all go on</td></tr>
 * <tr><th scope="row">{@link #asCompleted asCompleted}</th><td>the next one is done</td><td>is thrown by the await of
 * its coroutine</td><td>all go on; the next coroutine gets what this one would have</td></tr>
 * </tbody>
 * </table>
 *
 * @since 0.1
 */
@SuppressWarnings("DoNotCallSuggester") // the weaver replaces the calls
public final class Weft {
    private Weft() {}

    /**
     * Runs a coroutine in this task and returns its result.
     *
     * @param coroutine the coroutine
     * @param <T> the type of its result
     * @return its result; any exception of the coroutine is thrown as it is, checked or not
     * @throws CancelledError if it suspended and this task is cancelled
     */
    public static <T> T await(Coroutine<? extends T> coroutine) {
        throw NotWovenError.ofCallerOf(Weft.class);
    }

    /**
     * Waits for a task or another source, and returns its result.
     *
     * @param awaitable the source to wait for
     * @param <T> the type of its result
     * @return its result; its failure is thrown as it is, checked or not
     * @throws CancelledError if this task is cancelled while it waits
     * @throws java.util.concurrent.CancellationException if {@code awaitable} is a task that was cancelled
     */
    public static <T> T await(Awaitable<? extends T> awaitable) {
        throw NotWovenError.ofCallerOf(Weft.class);
    }

    /**
     * Waits for a stage and returns its result.
     *
     * <p>A task that is cancelled cancels the stage, as if it were its own. Of a stage that others wait for too, such as a
     * future in a cache, await {@code shield(awaitable(stage))}: then only the wait ends.
     *
     * @param stage the stage to wait for
     * @param <T> the type of its result
     * @return its result; its failure is thrown as it is, without the wrapper
     *     {@link java.util.concurrent.CompletionException}
     * @throws CancelledError if this task is cancelled while it waits; the stage is then cancelled too
     */
    public static <T> T await(CompletionStage<? extends T> stage) {
        throw NotWovenError.ofCallerOf(Weft.class);
    }

    /**
     * Waits as {@link #await(Awaitable)} does, and declares a checked exception so that it can be caught.
     *
     * @param awaitable the source to wait for
     * @param thrown the class of the declared exception; any other failure is thrown as well
     * @param <T> the type of its result
     * @param <X> the type of the declared exception
     * @return its result
     * @throws X if the awaitable fails with it
     */
    public static <T, X extends Throwable> T await(Awaitable<? extends T> awaitable, Class<X> thrown) throws X {
        throw NotWovenError.ofCallerOf(Weft.class);
    }

    /**
     * Waits as {@link #await(CompletionStage)} does, and declares a checked exception so that it can be caught.
     *
     * @param stage the stage to wait for
     * @param thrown the class of the declared exception; any other failure is thrown as well
     * @param <T> the type of its result
     * @param <X> the type of the declared exception
     * @return its result
     * @throws X if the stage fails with it
     */
    public static <T, X extends Throwable> T await(CompletionStage<? extends T> stage, Class<X> thrown) throws X {
        throw NotWovenError.ofCallerOf(Weft.class);
    }

    /**
     * Loops over the items of a stream. Only as the expression of an enhanced {@code for}:
     *
     * <pre>{@code
     * for (var item : await(stream)) {
     *     use(item);
     * }
     * }</pre>
     *
     * <p>Each round awaits the next item. On every way out of the loop (its end, {@code break}, {@code return}, {@code
     * continue} of an outer loop, an exception) the stream is closed, and the closing awaited, before the program goes on. An
     * exception of the closing is thrown, or suppressed in the one that has left the loop.
     *
     * @param stream the stream, which is used up
     * @param <T> the type of the items
     * @return nothing: the weaver replaces the loop
     */
    public static <T> Iterable<T> await(AsyncStream<? extends T> stream) {
        throw NotWovenError.ofCallerOf(Weft.class);
    }

    /**
     * Gives an item to whoever consumes the stream, and suspends until the next one is wanted. Only in an async method or
     * lambda that returns an {@link AsyncStream}.
     *
     * @param item the item, which may be null; it must be one of the stream's element type, which javac does not check
     * @param <T> its type
     * @throws CancelledError if the task is cancelled, or the stream is closed here: let it pass, as {@code finally}
     *     does
     */
    public static <T> void emit(T item) {
        throw NotWovenError.ofCallerOf(Weft.class, "calls emit but was not woven");
    }

    /**
     * Gives all items of another stream. Where {@link #emit} may be called. An item costs the same however many streams
     * do so within one another.
     *
     * @param stream the stream, which is used up; its failure is thrown as it is
     * @param <T> the type of the items
     * @throws CancelledError if the stream is closed meanwhile; the other one was closed before
     */
    public static <T> void emitAll(AsyncStream<? extends T> stream) {
        throw NotWovenError.ofCallerOf(Weft.class, "calls emitAll but was not woven");
    }

    /**
     * {@return a stream without items} An async method that has emitted all of them returns it.
     *
     * @param <T> the type of the items
     */
    public static <T> AsyncStream<T> end() {
        return EmptyStream.of();
    }

    /**
     * {@return a coroutine that ends with this value} An async method returns its result this way.
     *
     * @param value the value, which may be null
     * @param <T> its type
     */
    public static <T> Coroutine<T> result(T value) {
        return ImmediateCoroutine.with(value);
    }

    /**
     * {@return the coroutine that ends without a value} An async method without a result returns it. It may be awaited
     * any number of times.
     */
    public static Coroutine<Void> done() {
        return ImmediateCoroutine.DONE;
    }

    /**
     * {@return a coroutine that throws this failure when it is awaited}
     *
     * @param failure the exception to throw
     * @param <T> the type of the missing result
     */
    public static <T> Coroutine<T> failed(Throwable failure) {
        return ImmediateCoroutine.failed(failure);
    }

    /**
     * {@return a stage as an awaitable, as an argument of {@link #gather(Awaitable[]) gather} and the like}
     *
     * @param stage the stage to wait for; it is cancelled if the wait is cancelled
     * @param <T> the type of its result
     */
    public static <T> Awaitable<T> awaitable(CompletionStage<T> stage) {
        return AwaitCoroutine.of(Objects.requireNonNull(stage, "cannot await null"));
    }

    /**
     * Runs a program. It creates a loop, runs the coroutine on the calling thread, cancels and awaits the remaining
     * tasks, and closes the loop. The thread is held until then; an interruption does not end the program.
     *
     * <p>A {@code void} method that awaits, and that ordinary code calls, may be an {@link Entry} method instead.
     *
     * <p>If the JVM is told to end meanwhile (Ctrl-C, {@code SIGTERM}, {@code System.exit} on another thread), the
     * coroutine is cancelled. The JVM ends when the loop is closed and, if {@code main} has called this method, when
     * {@code main} has ended; it waits at most ten seconds (system property {@code dev.weft.shutdown.millis}).
     *
     * @param main the program
     * @param <T> the type of its result
     * @return its result; any exception of the program is thrown as it is, checked or not
     * @throws IllegalStateException if a loop runs on this thread
     * @throws java.util.concurrent.CancellationException if the program ended by a cancellation of its task
     */
    public static <T> T run(Coroutine<T> main) {
        requireNoLoop();
        return Runner.run(main);
    }

    /**
     * Runs a program as {@link #run(Coroutine)} does, with a coroutine that is made on the loop.
     *
     * @param main makes the program
     * @param <T> the type of its result
     * @return its result; what {@code main} or the program throws is thrown as it is, checked or not
     * @throws IllegalStateException if a loop runs on this thread
     */
    public static <T> T run(AsyncCallable<T> main) {
        return run(LazyCoroutine.<T>of(main));
    }

    /**
     * Runs a program as {@link #run(Coroutine)} does, on a loop that was made for it: one with a clock, a poller, or a
     * handler of uncaught failures of its own. Closes the loop at the end.
     *
     * @param loop the loop; nobody else runs it
     * @param main the program
     * @param <T> the type of its result
     * @return its result; any exception of the program is thrown as it is, checked or not
     * @throws IllegalStateException if a loop runs on this thread, or if the given one is running, on a host, or closed
     * @throws java.util.concurrent.CancellationException if the program ended by a cancellation of its task
     */
    public static <T> T run(EventLoop loop, Coroutine<T> main) {
        requireNoLoop();
        return Runner.run((EventLoopImpl) loop, Objects.requireNonNull(main, "main"));
    }

    /**
     * Runs a program as {@link #run(EventLoop, Coroutine)} does, with a coroutine that is made on the loop.
     *
     * @param loop the loop; nobody else runs it
     * @param main makes the program
     * @param <T> the type of its result
     * @return its result; what {@code main} or the program throws is thrown as it is, checked or not
     * @throws IllegalStateException if a loop runs on this thread, or if the given one is running, on a host, or closed
     */
    public static <T> T run(EventLoop loop, AsyncCallable<T> main) {
        return run(loop, LazyCoroutine.<T>of(main));
    }

    private static void requireNoLoop() {
        if (EventLoopImpl.runningOrNull() != null) {
            throw new IllegalStateException(
                    "Weft.run would block the event loop that is running on this thread; await the coroutine"
                            + " instead");
        }
    }

    /**
     * Starts a coroutine as a task on the running loop.
     *
     * @param coroutine the coroutine to run
     * @param <T> the type of its result
     * @return the task, whose first step is not before the next turn of the loop
     * @throws IllegalStateException if no loop runs on this thread
     */
    public static <T> Task<T> start(Coroutine<T> coroutine) {
        return EventLoop.running().start(coroutine);
    }

    /**
     * Starts a coroutine as a task with a name on the running loop.
     *
     * @param coroutine the coroutine to run
     * @param name the task's name
     * @param <T> the type of its result
     * @return the task, whose first step is not before the next turn of the loop
     * @throws IllegalStateException if no loop runs on this thread
     */
    public static <T> Task<T> start(Coroutine<T> coroutine, String name) {
        return EventLoop.running().start(coroutine, name);
    }

    /**
     * Starts a task on the running loop that awaits a stage.
     *
     * @param stage the stage
     * @param <T> the type of its result
     * @return the task; cancelling it cancels the stage
     * @throws IllegalStateException if no loop runs on this thread
     */
    public static <T> Task<T> start(CompletionStage<T> stage) {
        return EventLoop.running().start(AwaitCoroutine.<T>of(Objects.requireNonNull(stage, "cannot await null")));
    }

    /**
     * Starts a task on the running loop. Its coroutine is made when the task runs.
     *
     * @param work makes the coroutine; what it throws is the failure of the task
     * @param <T> the type of its result
     * @return the task, whose first step is not before the next turn of the loop
     * @throws IllegalStateException if no loop runs on this thread
     */
    public static <T> Task<T> start(AsyncCallable<T> work) {
        return EventLoop.running().start(LazyCoroutine.<T>of(work));
    }

    /**
     * Starts a task with a name on the running loop. Its coroutine is made when the task runs.
     *
     * @param work makes the coroutine; what it throws is the failure of the task
     * @param name the task's name
     * @param <T> the type of its result
     * @return the task, whose first step is not before the next turn of the loop
     * @throws IllegalStateException if no loop runs on this thread
     */
    public static <T> Task<T> start(AsyncCallable<T> work, String name) {
        return EventLoop.running().start(LazyCoroutine.<T>of(work), name);
    }

    /**
     * {@return a coroutine that suspends the task for a time} A duration of zero or less lets the other tasks run once.
     *
     * <p>In a hot method without a loop one daemon thread of the JVM keeps the time, and the method goes on on
     * {@link java.util.concurrent.ForkJoinPool#commonPool()}, or on an object of the class that the system property
     * {@code dev.weft.hot.executor} names: an {@link java.util.concurrent.Executor} with a public constructor without
     * parameters. A cancelled sleep leaves nothing behind.
     *
     * @param duration how long to sleep
     */
    @CheckReturnValue
    public static Coroutine<Void> sleep(Duration duration) {
        return new Sleep(TimerNode.nanos(duration));
    }

    /** {@return the coroutine that lets the other ready tasks run once} It may be awaited any number of times. */
    @CheckReturnValue
    public static Coroutine<Void> yieldNow() {
        return Yield.INSTANCE;
    }

    /**
     * {@return a coroutine that waits for all awaitables, which run concurrently} Its value is the list of their
     * results, in the order of the arguments. A failure cancels the others and waits for them. Then it is thrown, with
     * later failures suppressed in it. A cancellation of the wait does the same.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    @CheckReturnValue
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> Coroutine<List<T>> gather(Awaitable<? extends T>... all) {
        return Gather.of(Arrays.asList(all));
    }

    /**
     * {@return a coroutine that waits for a collection, as {@link #gather(Awaitable[])} does}
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    @CheckReturnValue
    public static <T> Coroutine<List<T>> gather(Collection<? extends Awaitable<? extends T>> all) {
        return Gather.of(all);
    }

    /**
     * {@return a coroutine that waits for stages, as {@link #gather(Awaitable[])} does for awaitables} To wait for
     * stages and awaitables together, use {@link #awaitable(CompletionStage)}.
     *
     * @param first a stage
     * @param more more stages
     * @param <T> the type of their results
     */
    @CheckReturnValue
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> Coroutine<List<T>> gather(
            CompletionStage<? extends T> first, CompletionStage<? extends T>... more) {
        return Gather.of(awaitables(first, more));
    }

    /**
     * {@return a coroutine that applies a function to all items, to at most {@code limit} at once} Its value is the
     * list of the results, in the order of the items. The first failure cancels what runs and begins no other item, as
     * {@link #gather(Awaitable[])} does.
     *
     * @param items the items; read now
     * @param limit how many may run at once, each in a task
     * @param function makes the coroutine for an item, when its turn has come
     * @param <A> the type of the items
     * @param <R> the type of the results
     * @throws IllegalArgumentException if {@code limit} is less than 1
     */
    @CheckReturnValue
    public static <A, R> Coroutine<List<R>> gather(
            Collection<? extends A> items, int limit, AsyncFunction<? super A, R> function) {
        return BoundedGather.of(items, limit, function);
    }

    private static <T> List<Awaitable<T>> awaitables(
            CompletionStage<? extends T> first, CompletionStage<? extends T>[] more) {
        List<Awaitable<T>> all = new ArrayList<>(more.length + 1);
        all.add(AwaitCoroutine.<T>of(Objects.requireNonNull(first, "cannot await null")));
        for (CompletionStage<? extends T> stage : more) {
            all.add(AwaitCoroutine.<T>of(Objects.requireNonNull(stage, "cannot await null")));
        }
        return all;
    }

    /**
     * {@return a coroutine that waits for the first of several awaitables that succeeds} Its value is that result. The
     * others are cancelled, and their clean-up is awaited. If none succeeds, the await throws the failure that came
     * first, with all others suppressed in it; here a cancelled one counts as failed. A cancellation of the wait
     * cancels all.
     *
     * @param all the awaitables, which run concurrently; each one that is not a task is started as one
     * @param <T> the type of their results
     * @throws java.util.NoSuchElementException not here, but by the await: there are none
     */
    @CheckReturnValue
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> Coroutine<T> firstSuccess(Awaitable<? extends T>... all) {
        return FirstSuccess.of(Arrays.asList(all));
    }

    /**
     * {@return a coroutine that waits for the first of a collection that succeeds, as {@link
     * #firstSuccess(Awaitable[])} does}
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    @CheckReturnValue
    public static <T> Coroutine<T> firstSuccess(Collection<? extends Awaitable<? extends T>> all) {
        return FirstSuccess.of(all);
    }

    /**
     * {@return a coroutine that waits until all are done, however they end}
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    @CheckReturnValue
    public static <T> Coroutine<WaitResult<T>> waitAll(Collection<? extends Awaitable<? extends T>> all) {
        return WaitUntil.of(all, WaitUntil.Until.ALL, -1);
    }

    /**
     * {@return a coroutine that waits until all are done, however they end}
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    @CheckReturnValue
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> Coroutine<WaitResult<T>> waitAll(Awaitable<? extends T>... all) {
        return WaitUntil.of(Arrays.asList(all), WaitUntil.Until.ALL, -1);
    }

    /**
     * {@return a coroutine that waits until all are done, however they end} Each stage is awaited by a task of its own;
     * the result has these tasks.
     *
     * @param first a stage
     * @param more more stages
     * @param <T> the type of their results
     */
    @CheckReturnValue
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> Coroutine<WaitResult<T>> waitAll(
            CompletionStage<? extends T> first, CompletionStage<? extends T>... more) {
        return WaitUntil.of(awaitables(first, more), WaitUntil.Until.ALL, -1);
    }

    /**
     * {@return a coroutine that waits until all are done, however they end, but at most for {@code timeout}} Tasks that
     * are not done by then go on. In a hot method without a loop the call goes on as behind
     * {@link #withTimeout(Duration, Awaitable)}.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param timeout how long to wait at most; zero or less: until the loop looks at its timers next
     * @param <T> the type of their results
     */
    @CheckReturnValue
    public static <T> Coroutine<WaitResult<T>> waitAll(
            Collection<? extends Awaitable<? extends T>> all, Duration timeout) {
        return WaitUntil.of(all, WaitUntil.Until.ALL, Math.max(0, TimerNode.nanos(timeout)));
    }

    /**
     * {@return a coroutine that waits until one is done, however it ends} The others go on.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    @CheckReturnValue
    public static <T> Coroutine<WaitResult<T>> waitFirst(Collection<? extends Awaitable<? extends T>> all) {
        return WaitUntil.of(all, WaitUntil.Until.FIRST, -1);
    }

    /**
     * {@return a coroutine that waits until one is done, however it ends} The others go on.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    @CheckReturnValue
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> Coroutine<WaitResult<T>> waitFirst(Awaitable<? extends T>... all) {
        return WaitUntil.of(Arrays.asList(all), WaitUntil.Until.FIRST, -1);
    }

    /**
     * {@return a coroutine that waits until one is done, however it ends} The others go on. Each stage is awaited by a
     * task of its own; the result has these tasks.
     *
     * @param first a stage
     * @param more more stages
     * @param <T> the type of their results
     */
    @CheckReturnValue
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> Coroutine<WaitResult<T>> waitFirst(
            CompletionStage<? extends T> first, CompletionStage<? extends T>... more) {
        return WaitUntil.of(awaitables(first, more), WaitUntil.Until.FIRST, -1);
    }

    /**
     * {@return a coroutine that waits until one is done, but at most for {@code timeout}} Tasks that are not done by
     * then go on. In a hot method without a loop the call goes on as behind {@link #withTimeout(Duration, Awaitable)}.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param timeout how long to wait at most; zero or less: until the loop looks at its timers next
     * @param <T> the type of their results
     */
    @CheckReturnValue
    public static <T> Coroutine<WaitResult<T>> waitFirst(
            Collection<? extends Awaitable<? extends T>> all, Duration timeout) {
        return WaitUntil.of(all, WaitUntil.Until.FIRST, Math.max(0, TimerNode.nanos(timeout)));
    }

    /**
     * {@return a coroutine that waits until one has failed, or all are done} The others go on.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    @CheckReturnValue
    public static <T> Coroutine<WaitResult<T>> waitFirstFailure(Collection<? extends Awaitable<? extends T>> all) {
        return WaitUntil.of(all, WaitUntil.Until.FIRST_FAILURE, -1);
    }

    /**
     * {@return a coroutine that waits until one has failed, or all are done} The others go on.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    @CheckReturnValue
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> Coroutine<WaitResult<T>> waitFirstFailure(Awaitable<? extends T>... all) {
        return WaitUntil.of(Arrays.asList(all), WaitUntil.Until.FIRST_FAILURE, -1);
    }

    /**
     * {@return a coroutine that waits until one has failed, or all are done} The others go on. Each stage is awaited by
     * a task of its own; the result has these tasks.
     *
     * @param first a stage
     * @param more more stages
     * @param <T> the type of their results
     */
    @CheckReturnValue
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> Coroutine<WaitResult<T>> waitFirstFailure(
            CompletionStage<? extends T> first, CompletionStage<? extends T>... more) {
        return WaitUntil.of(awaitables(first, more), WaitUntil.Until.FIRST_FAILURE, -1);
    }

    /**
     * {@return a coroutine that waits until one has failed, or all are done, but at most for {@code timeout}} Tasks
     * that are not done by then go on. In a hot method without a loop the call goes on as behind
     * {@link #withTimeout(Duration, Awaitable)}.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param timeout how long to wait at most; zero or less: until the loop looks at its timers next
     * @param <T> the type of their results
     */
    @CheckReturnValue
    public static <T> Coroutine<WaitResult<T>> waitFirstFailure(
            Collection<? extends Awaitable<? extends T>> all, Duration timeout) {
        return WaitUntil.of(all, WaitUntil.Until.FIRST_FAILURE, Math.max(0, TimerNode.nanos(timeout)));
    }

    /**
     * {@return one coroutine for each awaitable, in the order in which the awaitables end: the first coroutine has the
     * outcome of the first one that ends, and so on} The awaitables are started when the iteration begins, on the
     * running loop; if none runs, {@code iterator()} throws {@link IllegalStateException}. An awaitable that occurs
     * twice counts once. If the wait for one is cancelled, the next coroutine gets its outcome.
     *
     * @param all the awaitables; each one that is not a task is started as one
     * @param <T> the type of their results
     */
    public static <T> Iterable<Coroutine<T>> asCompleted(Collection<? extends Awaitable<? extends T>> all) {
        return () -> new CompletionOrder<>(all);
    }

    /**
     * {@return a coroutine that runs an awaitable at most for {@code limit}, inside the awaiting task} When the time is
     * up, the awaitable is cancelled and its clean-up is awaited. If it returns a value in spite of that, the value is
     * the result; if it fails, the failure is thrown. Otherwise the await throws the timeout, whose cause is the {@link
     * CancelledError} that has ended it. If several limits are over at one time, the outermost throws.
     *
     * <p>A {@link Task} that is given stays a task of its own: the limit cancels it and waits for its end. A cancellation
     * of the awaiting task only ends the wait for it.
     *
     * <p>In a hot method that was called where no loop runs, one daemon thread of the JVM keeps the time. The call goes on on
     * {@link java.util.concurrent.ForkJoinPool#commonPool()}, or on the executor that the system property
     * {@code dev.weft.hot.executor} names.
     *
     * @param limit the longest time; zero or less lets it run up to its first suspending await
     * @param awaitable the awaitable to run or wait for
     * @param <T> the type of its result
     * @throws TimeoutException by the await, not by this call; it is declared so that it can be caught there
     */
    @CheckReturnValue
    @SuppressWarnings("RedundantThrows")
    public static <T> Coroutine<T> withTimeout(Duration limit, Awaitable<T> awaitable) throws TimeoutException {
        return TaskLimit.of(
                Objects.requireNonNull(limit, "limit"), Objects.requireNonNull(awaitable, "cannot await null"));
    }

    /**
     * {@return a coroutine with a limit, as {@link #withTimeout(Duration, Awaitable)} does} The inner coroutine is made
     * when it is to run.
     *
     * @param limit the longest time; zero or less lets it run up to its first suspending await
     * @param work makes the coroutine
     * @param <T> the type of its result
     * @throws TimeoutException by the await, not by this call; it is declared so that it can be caught there
     */
    @CheckReturnValue
    @SuppressWarnings("RedundantThrows")
    public static <T> Coroutine<T> withTimeout(Duration limit, AsyncCallable<T> work) throws TimeoutException {
        return TaskLimit.of(Objects.requireNonNull(limit, "limit"), LazyCoroutine.<T>of(work));
    }

    /**
     * {@return a coroutine with a limit, as {@link #withTimeout(Duration, AsyncCallable)} does, that its body can move}
     *
     * @param limit the longest time, if the body does not move it
     * @param body receives the limit, and makes the coroutine
     * @param <T> the type of its result
     * @throws TimeoutException by the await, not by this call; it is declared so that it can be caught there
     */
    @CheckReturnValue
    @SuppressWarnings("RedundantThrows")
    public static <T> Coroutine<T> withTimeLimit(Duration limit, AsyncFunction<? super TimeLimit, T> body)
            throws TimeoutException {
        return Limit.of(Objects.requireNonNull(limit, "limit"), Objects.requireNonNull(body, "body"));
    }

    /**
     * {@return a coroutine that waits for a stage, at most for {@code limit}} When the time is up, the stage is
     * cancelled, as a cancelled await does.
     *
     * @param limit the longest time
     * @param stage the stage
     * @param <T> the type of its result
     * @throws TimeoutException by the await, not by this call; it is declared so that it can be caught there
     */
    @CheckReturnValue
    @SuppressWarnings("RedundantThrows")
    public static <T> Coroutine<T> withTimeout(Duration limit, CompletionStage<T> stage) throws TimeoutException {
        return TaskLimit.of(Objects.requireNonNull(limit, "limit"), Weft.<T>awaitable(stage));
    }

    /**
     * {@return a coroutine that protects an awaitable from a cancellation of the awaiting task} If the awaiting task is
     * cancelled, the await throws {@link CancelledError} and the awaitable goes on, as a task of its own.
     *
     * @param awaitable the awaitable to wait for
     * @param <T> the type of its result
     */
    @CheckReturnValue
    public static <T> Coroutine<T> shield(Awaitable<T> awaitable) {
        return Shield.of(Objects.requireNonNull(awaitable, "cannot await null"));
    }

    /**
     * {@return a coroutine that runs another one inside the awaiting task, and holds back each request to cancel that
     * task until it has ended} Then the next suspending await throws the request; if a task awaits only what is
     * uncancellable, at the latest its 129th await does. For clean-up that a second cancellation must not cut off.
     * Nothing ends it from outside, not even the close of the loop, which gives it up in the end: set a limit with
     * {@link #withTimeout(Duration, Awaitable)} inside of it. A limit around it waits for it.
     *
     * @param coroutine the coroutine to run
     * @param <T> the type of its result
     */
    @CheckReturnValue
    public static <T> Coroutine<T> uncancellable(Coroutine<T> coroutine) {
        return Uncancellable.of(Objects.requireNonNull(coroutine, "cannot await null"));
    }

    /**
     * {@return a coroutine that is {@linkplain #uncancellable(Coroutine) uncancellable}, and is made when it is to run}
     *
     * @param work makes the coroutine
     * @param <T> the type of its result
     */
    @CheckReturnValue
    public static <T> Coroutine<T> uncancellable(AsyncCallable<T> work) {
        return Uncancellable.of(LazyCoroutine.<T>of(work));
    }

    /**
     * {@return a coroutine that runs blocking work on another thread: a virtual thread from JDK 21 on, otherwise a
     * thread of a pool} Each loop has a pool of its own, of at most 32 threads; the system property {@code
     * dev.weft.blocking.threads} sets another limit, on every JDK. The context locals of the awaiting task are bound
     * there too. A cancellation interrupts the worker, and does not wait for it.
     *
     * @param work the work to do
     * @param <T> the type of its result
     */
    @CheckReturnValue
    public static <T> Coroutine<T> blocking(Callable<T> work) {
        return AwaitCoroutine.of(new Blocking<T>(Objects.requireNonNull(work, "work"), null));
    }

    /**
     * {@return a coroutine that runs blocking work as {@link #blocking(Callable)} does, on a thread of an executor: for
     * work that must not take the threads of other work, or that needs certain threads}
     *
     * <p>A cancellation interrupts the thread if the work has begun; otherwise it is never done. The executor belongs to the
     * caller: the loop does not wait for its threads when it closes. What {@code execute} throws, as a
     * {@link java.util.concurrent.RejectedExecutionException}, is thrown by the await.
     *
     * @param work the work to do
     * @param executor does the work; it must not run it on the loop's thread
     * @param <T> the type of its result
     */
    @CheckReturnValue
    public static <T> Coroutine<T> blocking(Callable<T> work, Executor executor) {
        return AwaitCoroutine.of(
                new Blocking<T>(Objects.requireNonNull(work, "work"), Objects.requireNonNull(executor, "executor")));
    }
}
