package dev.weft;

import dev.weft.abi.StreamFrame;
import dev.weft.internal.produce.Publishers;
import dev.weft.internal.produce.TaskStreams;
import dev.weft.internal.stream.Operators;
import dev.weft.internal.stream.Sources;
import dev.weft.internal.stream.Terminals;
import dev.weft.internal.stream.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.Stream;

/**
 * Items that arrive one after the other, and whose making may suspend. An async method, or a lambda, makes one:
 *
 * <pre>{@code
 * @Async
 * static AsyncStream<Row> rows(Database database) {
 *     try (var connection = await(database.connect())) { // closed when the consumer stops, however it stops
 *         for (var page = await(connection.first()); page != null; page = await(page.next())) {
 *             for (var row : page) {
 *                 emit(row);
 *             }
 *         }
 *     }
 *     return end();
 * }
 *
 * @Async
 * static Coroutine<Row> firstLarge(Database database) {
 *     for (var row : await(rows(database))) {
 *         if (row.size() > 1000) {
 *             return result(row); // the connection is closed before this method returns
 *         }
 *     }
 *     return result(null);
 * }
 * }</pre>
 *
 * <p>Nothing runs before the first item is asked for. Each item is made when it is asked for, in the task that asks; then
 * the stream stands still until the next one is. The loop over {@code await(stream)} closes the stream on every way out, and
 * awaits the closing.
 *
 * <p>A stream is for single use: it is opened once, by a loop, by {@link #open()} or by a method of this interface.
 *
 * <p>Operators use their stream up when they are called, and run nothing then. Their functions run in the task that asks
 * for an item. If one throws, the stream is closed, that is awaited, and then the item fails with what was thrown. To close
 * what an operator has made closes the stream that it was made of. If cleaning up fails after a failure, that is suppressed
 * in it.
 *
 * <p>Streams may be made and operators called on any thread. If the task is cancelled that waits for an item, what the
 * stream waits for is cancelled, in that task: the stream ends with the {@link CancelledError} unless its code catches
 * that. Each terminal method then closes the stream, and awaits that, before its await throws. Operators that say that
 * they have a task of their own need a running event loop.
 *
 * @param <T> the type of the items
 * @since 0.1
 */
public sealed interface AsyncStream<T> permits StreamFrame {
    /**
     * Opens the stream. No code of the stream runs before {@link AsyncCursor#next()} is awaited.
     *
     * @return the cursor; close it, best by try-with-resources in woven code
     * @throws IllegalStateException if the stream was used before
     */
    AsyncCursor<T> open();

    // ---- intermediate: in the consumer's task, without a task of their own

    /**
     * {@return a stream of what a function makes of each item}
     *
     * @param f the function; it may return null
     * @param <R> the type of its results
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default <R> AsyncStream<R> map(Function<? super T, ? extends R> f) {
        return Operators.map(this, f);
    }

    /**
     * {@return a stream of the items that fit} While none does, others run from time to time, and a cancellation is
     * seen.
     *
     * @param p returns whether an item fits
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default AsyncStream<T> filter(Predicate<? super T> p) {
        return Operators.filter(this, p);
    }

    /**
     * {@return the items of a stream for each item, one stream after the other} The next item is asked for when the
     * stream of the one before has ended. To close it closes the stream that gives the items, then this one.
     *
     * @param f makes a stream, not null, which is used up
     * @param <R> the type of its items
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default <R> AsyncStream<R> flatMap(Function<? super T, AsyncStream<R>> f) {
        return Operators.flatMap(this, f);
    }

    /**
     * {@return the items before the first one that does not fit} When that comes, the stream is closed.
     *
     * @param p returns whether an item fits
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default AsyncStream<T> takeWhile(Predicate<? super T> p) {
        return Operators.takeWhile(this, p);
    }

    /**
     * {@return the items from the first one on that does not fit}
     *
     * @param p returns whether an item is left out; not called any more once it has returned false
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default AsyncStream<T> dropWhile(Predicate<? super T> p) {
        return Operators.dropWhile(this, p);
    }

    /**
     * {@return the first items} No more than these are asked for: whoever asks for one more lets the stream be closed,
     * and learns of the end when that is done.
     *
     * @param n how many items; none if it is 0
     * @throws IllegalArgumentException if {@code n} is negative
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default AsyncStream<T> limit(long n) {
        return Operators.limit(this, n);
    }

    /**
     * {@return the items without the first ones}
     *
     * @param n how many items to leave out
     * @throws IllegalArgumentException if {@code n} is negative
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default AsyncStream<T> skip(long n) {
        return Operators.skip(this, n);
    }

    /**
     * {@return a value, then what a function makes of it and the first item, then what it makes of that and the second
     * item, and so on: one item more than this stream has}
     *
     * @param initial the first value, which comes before any item is asked for; it may be null
     * @param f makes the next value of the last one and an item
     * @param <R> the type of the values
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default <R> AsyncStream<R> scan(R initial, BiFunction<? super R, ? super T, ? extends R> f) {
        return Operators.scan(this, initial, f);
    }

    /**
     * {@return the items in lists of this size, which cannot be changed} The last one holds what is left, and is not
     * empty; a failure drops it.
     *
     * @param size how many items make a list
     * @throws IllegalArgumentException if {@code size} is less than 1
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default AsyncStream<List<T>> window(int size) {
        return Operators.window(this, size);
    }

    // ---- terminal: each closes the stream, and awaits that, before it ends

    /**
     * Returns a coroutine that hands each item to a function.
     *
     * @param body is called in the awaiting task; what it throws closes the stream and ends the coroutine
     * @return a coroutine for single use. It fails with what the stream, {@code body} or the closing throws
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default Coroutine<Void> forEach(Consumer<? super T> body) {
        return Terminals.forEach(this, body);
    }

    /**
     * Returns a coroutine that awaits a coroutine for each item, one after the other. The next item is asked for after that.
     *
     * @param body makes the coroutine; it runs in the awaiting task
     * @return a coroutine for single use. It fails with what the stream, {@code body} or the closing throws
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default Coroutine<Void> forEachAsync(AsyncFunction<? super T, Void> body) {
        return Terminals.forEachAsync(this, body);
    }

    /**
     * Returns a coroutine whose result is the list of all items, in their order. The list cannot be changed.
     *
     * @return a coroutine for single use. It fails with what the stream fails with
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default Coroutine<List<T>> toList() {
        return Terminals.toList(this);
    }

    /**
     * Returns a coroutine that collects the items.
     *
     * @param collector its functions are called in the awaiting task, in the order of the items; it is never asked to combine
     * @param <A> the type of what it keeps
     * @param <R> the type of the result
     * @return a coroutine for single use. It fails with what the stream, the collector or the closing throws
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default <A, R> Coroutine<R> collect(Collector<? super T, A, R> collector) {
        return Terminals.collect(this, collector);
    }

    /**
     * Returns a coroutine that makes one value of all items.
     *
     * @param identity the value before the first item, and the result if there is none; it may be null
     * @param f makes the next value of the last one and an item
     * @param <R> the type of the value
     * @return a coroutine for single use. It fails with what the stream, {@code f} or the closing throws
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default <R> Coroutine<R> reduce(R identity, BiFunction<R, ? super T, R> f) {
        return Terminals.reduce(this, identity, f);
    }

    /**
     * Returns a coroutine whose result is the first item, or nothing if there is none. No other item is asked for.
     *
     * @return a coroutine for single use. It fails with what the stream or the closing throws, and with a
     *     {@link NullPointerException} if the first item is null
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default Coroutine<Optional<T>> findFirst() {
        return Terminals.findFirst(this);
    }

    /**
     * Returns a coroutine whose result is whether there is an item that fits. No item is asked for after that.
     *
     * @param p returns whether an item fits
     * @return a coroutine for single use. It fails with what the stream, {@code p} or the closing throws
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default Coroutine<Boolean> anyMatch(Predicate<? super T> p) {
        return Terminals.anyMatch(this, p);
    }

    /**
     * Returns a coroutine whose result is how many items there are. It asks for all of them.
     *
     * @return a coroutine for single use. It fails with what the stream fails with
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default Coroutine<Long> count() {
        return Terminals.count(this);
    }

    // ---- sources, and what combines streams in the consumer's task

    /**
     * {@return a stream of these items}
     *
     * @param items the items, which may be null; the array is copied
     * @param <T> their type
     */
    @CheckReturnValue
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only copied
    static <T> AsyncStream<T> of(T... items) {
        return Sources.of(items);
    }

    /**
     * {@return a stream of these items} Their iterator is made when the first item is asked for; what it throws fails
     * the stream. It runs in the consumer's task, so it must not block.
     *
     * @param items the items, which may be null
     * @param <T> their type
     */
    @CheckReturnValue
    static <T> AsyncStream<T> from(Iterable<? extends T> items) {
        return Sources.from(items);
    }

    /**
     * {@return a stream of the items of a stream of Java} That is closed exactly once: at its end, when it fails, or
     * when this one is closed, also if no item was asked for. It runs in the consumer's task, so it must not block.
     *
     * @param items the items, which may be null
     * @param <T> their type
     */
    @CheckReturnValue
    static <T> AsyncStream<T> from(Stream<? extends T> items) {
        return Sources.from(items);
    }

    /**
     * {@return a stream of the items of a cursor that was written by hand} The cursor is closed exactly once, and that
     * is awaited: at its end, when it fails, or when this stream is closed, also if no item was asked for. No other
     * call of it is under way then.
     *
     * @param byHand the cursor; its coroutines are awaited in the consumer's task
     * @param <T> the type of the items
     */
    @CheckReturnValue
    static <T> AsyncStream<T> from(AsyncCursor<? extends T> byHand) {
        return Sources.from(byHand);
    }

    /**
     * {@return a stream of the items of a publisher, of which up to 32 are asked for ahead} See {@link
     * #fromPublisher(Flow.Publisher, int)}.
     *
     * @param p the publisher
     * @param <T> the type of the items
     */
    @CheckReturnValue
    static <T> AsyncStream<T> fromPublisher(Flow.Publisher<? extends T> p) {
        return Sources.fromPublisher(p, 32);
    }

    /**
     * {@return a stream of the items of a publisher}
     *
     * <pre>{@code
     * var response = await(http.sendAsync(request, BodyHandlers.ofPublisher()));
     * …
     * for (var buffers : await(AsyncStream.fromPublisher(response.body(), 1))) {
     *     …
     * }
     * }</pre>
     *
     * <p>It subscribes when the first item is asked for, in the consumer's task, and asks the publisher for {@code prefetch}
     * items. When half of them were taken and one more is wanted, it asks for as many again. So at most {@code prefetch} items
     * are on their way or lie ready. The publisher may signal on any thread; it never runs code of the consumer, unless that is
     * a hot method without a loop, which goes on on the thread that signals.
     *
     * <p>Where the publisher fails, behind the items before, {@code next()} throws the same exception, and what {@code
     * subscribe} throws, too. To close the stream, or to cancel the task that waits for an item, cancels the subscription, also
     * one that comes later, and drops the items that nobody has taken. A second subscription is cancelled. A signal of null is
     * refused with a {@link NullPointerException}.
     *
     * @param p the publisher; its {@code request} and {@code cancel} run in the consumer's task, so they must not block
     * @param prefetch how many items are asked for ahead; at least 1
     * @param <T> the type of the items
     * @throws IllegalArgumentException if {@code prefetch} is less than 1
     */
    @CheckReturnValue
    static <T> AsyncStream<T> fromPublisher(Flow.Publisher<? extends T> p, int prefetch) {
        return Sources.fromPublisher(p, prefetch);
    }

    /**
     * {@return a stream that is made when its first item is asked for} It is for single use, as any; {@code () ->
     * defer(s)} makes a new one each time.
     *
     * @param s makes the stream, not null, which is used up; what it throws fails this stream
     * @param <T> the type of the items
     */
    @CheckReturnValue
    static <T> AsyncStream<T> defer(Supplier<AsyncStream<T>> s) {
        return Sources.defer(s);
    }

    /**
     * {@return what a function makes of the first items of two streams, of the second items, and so on} Each time
     * {@code a} is asked, then {@code b}, in the consumer's task. When one ends or fails, the other one is closed.
     *
     * @param a the first stream, which is used up
     * @param b the second stream, which is used up
     * @param f makes an item; it may return null
     * @param <A> the type of the items of {@code a}
     * @param <B> the type of the items of {@code b}
     * @param <R> the type of the results
     * @throws IllegalStateException if one of the streams was used before
     */
    @CheckReturnValue
    static <A, B, R> AsyncStream<R> zip(AsyncStream<A> a, AsyncStream<B> b, BiFunction<A, B, R> f) {
        return Operators.zip(a, b, f);
    }

    // ---- streams with tasks of their own

    /**
     * Returns a stream of what a body sends. The body runs as a task of the loop on which the first item is asked for; it
     * starts then, and may start other tasks that send, too:
     *
     * <pre>{@code
     * static AsyncStream<Integer> fetch(List<String> urls) {
     *     return AsyncStream.produce(64, sink -> fetchAll(sink, urls));
     * }
     *
     * @Async
     * static Coroutine<Void> fetchAll(AsyncStream.Sink<Integer> sink, List<String> urls) {
     *     try (var group = TaskGroup.open()) {
     *         for (var url : urls) {
     *             group.start(fetchInto(sink, url));
     *         }
     *         await(group.join());
     *     }
     *     return done();
     * }
     * }</pre>
     *
     * <p>The stream ends when the body does. If the body fails, the stream gives what was sent before, then fails with that.
     * When the stream is closed, or the task that waits for an item is cancelled, the body is cancelled, and the closing ends
     * when the body has ended. Other tasks that the body has started are its own business: a {@link TaskGroup} waits for them.
     *
     * @param capacity how many items may have been sent and not been taken; at least 1
     * @param body sends items. It is called in its task; what it throws fails the stream
     * @param <T> the type of the items
     * @return the stream; it needs a running event loop, otherwise its first {@link AsyncCursor#next()} fails with an
     *     {@link IllegalStateException}
     * @throws IllegalArgumentException if {@code capacity} is less than 1
     */
    @CheckReturnValue
    static <T> AsyncStream<T> produce(int capacity, AsyncFunction<Sink<T>, Void> body) {
        return TaskStreams.produce(capacity, body);
    }

    /**
     * As {@link #produce(int, AsyncFunction)}, for items that must not be lost, such as connections.
     *
     * @param capacity how many items may have been sent and not been taken; at least 1
     * @param undelivered gets each item once that was sent and that nobody takes, since the stream is closed, cancelled or
     *     ends: also one that waits in {@link Sink#send}, and one whose {@code send} is cancelled. It is called on the loop,
     *     before the closing ends. If it throws, it still gets the other items; then the closing, or {@code next()}, throws
     *     the first of these exceptions
     * @param body sends items
     * @param <T> the type of the items
     * @return the stream
     * @throws IllegalArgumentException if {@code capacity} is less than 1
     */
    @CheckReturnValue
    static <T> AsyncStream<T> produce(
            int capacity, Consumer<? super T> undelivered, AsyncFunction<Sink<T>, Void> body) {
        return TaskStreams.produce(capacity, undelivered, body);
    }

    /**
     * Returns a stream of the same items that asks for them ahead of its consumer, in a task of its own. The task starts when
     * the first item is asked for. So the making of items and their use overlap.
     *
     * <p>At most {@code n} items lie ready, and the task holds one more. When this stream is closed, or the task that waits
     * for an item is cancelled, its own task is cancelled and awaited; it closes this stream's source. A failure of the source
     * comes behind the items before it. If the stream is closed before that, the failure is reported as uncaught: nobody has
     * asked for it.
     *
     * @param n how many items are made ahead; at least 1
     * @return the stream; it needs a running event loop, otherwise its first {@link AsyncCursor#next()} fails with an
     *     {@link IllegalStateException}
     * @throws IllegalArgumentException if {@code n} is less than 1
     * @throws IllegalStateException if this stream was used before
     */
    @CheckReturnValue
    default AsyncStream<T> buffer(int n) {
        return TaskStreams.buffer(this, n);
    }

    /**
     * As {@link #buffer(int)}, with a choice of what happens to an item for which there is no room.
     *
     * @param n how many items are made ahead; at least 1
     * @param full what happens to an item for which there is no room
     * @param undelivered gets each item once that nobody takes: what was dropped, and what is left when the stream is closed,
     *     cancelled or fails, also the one in the hand of the task. It is called on the loop, before the closing ends. If it
     *     throws, it still gets the other items; then the closing, or {@code next()} at the end, throws the first of these
     *     exceptions
     * @return the stream
     * @throws IllegalArgumentException if {@code n} is less than 1
     * @throws IllegalStateException if this stream was used before
     */
    @CheckReturnValue
    default AsyncStream<T> buffer(int n, Overflow full, Consumer<? super T> undelivered) {
        return TaskStreams.buffer(this, n, full, undelivered);
    }

    /**
     * Returns a stream of the results of an async function, in the order of the items. Several calls run at once, each in a
     * task of its own; one more task asks this stream for items. They start when the first result is asked for.
     *
     * <p>This stream is asked for an item only when a call may begin: no item is lost. If a call fails, the calls for the
     * items before it go on, and their results are given; those after it are cancelled, and this stream is closed. Then the
     * failure is thrown at its place. A failure of this stream comes behind all results. To close the new stream cancels the
     * calls and awaits them, and closes this one.
     *
     * @param concurrency how many calls may have begun whose results were not taken; with 1 they run one after the other
     * @param f the function; what it throws is the failure of its call
     * @param <R> the type of its results
     * @return the stream; it needs a running event loop, otherwise its first {@link AsyncCursor#next()} fails with an
     *     {@link IllegalStateException}
     * @throws IllegalArgumentException if {@code concurrency} is less than 1
     * @throws IllegalStateException if this stream was used before
     */
    @CheckReturnValue
    default <R> AsyncStream<R> mapAsync(int concurrency, AsyncFunction<? super T, R> f) {
        return TaskStreams.mapAsync(this, concurrency, f, null);
    }

    /**
     * As {@link #mapAsync(int, AsyncFunction)}, for results that must not be lost, such as connections.
     *
     * @param concurrency how many calls may have begun whose results were not taken
     * @param f the function
     * @param undelivered gets each result once that nobody takes, since the stream is closed, cancelled or fails. It is called
     *     on the loop, before the closing ends. If it throws, it still gets the other results; then the closing, or {@code
     *     next()}, throws the first of these exceptions, or has it suppressed in the failure
     * @param <R> the type of the results
     * @return the stream
     * @throws IllegalArgumentException if {@code concurrency} is less than 1
     * @throws IllegalStateException if this stream was used before
     */
    @CheckReturnValue
    default <R> AsyncStream<R> mapAsync(
            int concurrency, AsyncFunction<? super T, R> f, Consumer<? super R> undelivered) {
        return TaskStreams.mapAsync(this, concurrency, f, Objects.requireNonNull(undelivered, "undelivered"));
    }

    /**
     * Returns a stream of the results of an async function, as they come. Several calls run at once, as in {@link #mapAsync(int,
     * AsyncFunction)}. The first failure, of a call or of this stream, cancels all calls; it comes behind the results that
     * were there before.
     *
     * @param concurrency how many calls may have begun whose results were not taken
     * @param f the function; what it throws is the failure of its call
     * @param <R> the type of its results
     * @return the stream; it needs a running event loop, otherwise its first {@link AsyncCursor#next()} fails with an
     *     {@link IllegalStateException}
     * @throws IllegalArgumentException if {@code concurrency} is less than 1
     * @throws IllegalStateException if this stream was used before
     */
    @CheckReturnValue
    default <R> AsyncStream<R> mapAsyncUnordered(int concurrency, AsyncFunction<? super T, R> f) {
        return TaskStreams.mapAsyncUnordered(this, concurrency, f, null);
    }

    /**
     * As {@link #mapAsyncUnordered(int, AsyncFunction)}, for results that must not be lost.
     *
     * @param concurrency how many calls may have begun whose results were not taken
     * @param f the function
     * @param undelivered as in {@link #mapAsync(int, AsyncFunction, Consumer)}
     * @param <R> the type of the results
     * @return the stream
     * @throws IllegalArgumentException if {@code concurrency} is less than 1
     * @throws IllegalStateException if this stream was used before
     */
    @CheckReturnValue
    default <R> AsyncStream<R> mapAsyncUnordered(
            int concurrency, AsyncFunction<? super T, R> f, Consumer<? super R> undelivered) {
        return TaskStreams.mapAsyncUnordered(this, concurrency, f, Objects.requireNonNull(undelivered, "undelivered"));
    }

    /**
     * Returns the items of several streams as they come. A task for each stream asks it for items, and holds one until it is
     * taken; so a stream that is slow to be consumed does not run ahead. The stream ends when all have ended.
     *
     * <p>If one fails, the others are cancelled, closed and awaited. The failure comes behind the items that were there
     * before; later failures are suppressed in it. To close the stream closes all.
     *
     * @param all the streams, which are used up
     * @param <T> the type of the items
     * @return the stream; it needs a running event loop, otherwise its first {@link AsyncCursor#next()} fails with an
     *     {@link IllegalStateException}
     * @throws IllegalStateException if one of the streams was used before
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    @CheckReturnValue
    static <T> AsyncStream<T> merge(AsyncStream<? extends T>... all) {
        return TaskStreams.merge(all);
    }

    /**
     * Returns the items in lists that cannot be changed. A list is given when it has so many items, or when a time is over
     * that begins with its first item. If nobody asks for it then, it goes on until it is full. The last one holds what is left
     * at the end; a failure drops one that is neither full nor due. No list is empty.
     *
     * <p>A task of the stream's own asks this one for items, as in {@link #buffer(int)}: at most {@code size}, and one in hand.
     *
     * @param size how many items make a list
     * @param atMost how long the first item of a list waits for others; zero or less: until the loop looks at its timers
     * @return the stream; it needs a running event loop, otherwise its first {@link AsyncCursor#next()} fails with an
     *     {@link IllegalStateException}
     * @throws IllegalArgumentException if {@code size} is less than 1
     * @throws IllegalStateException if this stream was used before
     */
    @CheckReturnValue
    default AsyncStream<List<T>> window(int size, Duration atMost) {
        return TaskStreams.window(this, size, atMost);
    }

    /**
     * Returns the items that are followed by some time without another one, and the last one. The others are dropped. An item
     * that is to be given waits until it is taken; no other is taken in meanwhile. A failure drops an item whose time is not
     * over.
     *
     * <p>A task of the stream's own asks this one for items.
     *
     * @param quiet how long no other item must come
     * @return the stream; it needs a running event loop, otherwise its first {@link AsyncCursor#next()} fails with an
     *     {@link IllegalStateException}
     * @throws IllegalStateException if this stream was used before
     */
    @CheckReturnValue
    default AsyncStream<T> debounce(Duration quiet) {
        return TaskStreams.debounce(this, quiet);
    }

    /**
     * Returns the first item of each interval. The first interval begins with the first item; each other one with the first
     * item that comes after the interval before. The others are dropped. It runs in the consumer's task.
     *
     * @param every how long an interval is
     * @return the stream; it needs a running event loop, otherwise its first {@link AsyncCursor#next()} fails with an
     *     {@link IllegalStateException}
     * @throws IllegalStateException if this stream was used before
     */
    @CheckReturnValue
    default AsyncStream<T> throttle(Duration every) {
        return Timing.throttle(this, every);
    }

    /**
     * Returns the same items, each of which must come in time: from the call of {@link AsyncCursor#next()} on. When the time is
     * up, what this stream waits for is cancelled. When that has ended, {@code next()} throws a
     * {@link java.util.concurrent.TimeoutException}, and the stream has failed. If this stream catches the cancellation and
     * gives an item, or ends, that counts.
     *
     * <p>The exception is checked, and no signature declares it. Catch it as an {@code Exception}, or around {@code
     * await(items.next(), TimeoutException.class)}. It runs in the consumer's task.
     *
     * @param perItem how long each item may take
     * @return the stream; it needs a running event loop, otherwise its first {@link AsyncCursor#next()} fails with an
     *     {@link IllegalStateException}
     * @throws IllegalStateException if this stream was used before
     */
    @CheckReturnValue
    default AsyncStream<T> timeout(Duration perItem) {
        return Timing.timeout(this, perItem);
    }

    // ---- publishers

    /**
     * Returns a publisher that gives the items to one subscriber. A task of the loop runs this stream for it, from {@code
     * onSubscribe} to the end, and asks for an item only when the subscriber has. So a subscriber that has all items learns of
     * the end when it requests one more.
     *
     * <p>All code of the subscriber runs on the loop, in that task. Its subscription may be used on any thread. To cancel it
     * closes this stream, on the loop; what that waits for is cancelled then. What the stream fails with goes to {@code
     * onError}; a cancellation, as by {@link EventLoop#close}, as a {@link java.util.concurrent.CancellationException}. A null
     * item, and a request for less than one item, close the stream and end in {@code onError}. If the subscriber throws, the
     * stream is closed, and the exception goes to {@link EventLoop#onUncaught}; so does what the closing throws after the
     * subscriber has cancelled.
     *
     * <p>A second subscriber gets {@code onSubscribe}, then {@code onError} with an {@link IllegalStateException}. So does a
     * subscriber of a loop that is closed, on the thread that subscribes.
     *
     * @param loop the loop, which need not run yet
     * @return the publisher; {@code subscribe} may be called on any thread
     * @throws IllegalStateException if this stream was used before
     */
    @CheckReturnValue
    default Flow.Publisher<T> toPublisher(EventLoop loop) {
        return Publishers.one(this, loop);
    }

    /**
     * Returns a publisher for any number of subscribers, each of which gets a stream of its own. Apart from that it is as
     * {@link #toPublisher}.
     *
     * @param loop the loop, which need not run yet
     * @param each makes a stream, not null, which is used up. It runs on the loop, before {@code onSubscribe}; what it throws
     *     goes to {@code onError} after that
     * @param <T> the type of the items
     * @return the publisher; {@code subscribe} may be called on any thread
     */
    @CheckReturnValue
    static <T> Flow.Publisher<T> publisher(EventLoop loop, Supplier<AsyncStream<T>> each) {
        return Publishers.each(loop, each);
    }

    /**
     * What happens to an item for which a buffer has no room.
     *
     * @since 0.1
     */
    enum Overflow {
        /** Who makes the items waits until there is room. */
        SUSPEND,

        /** The oldest item in the buffer is dropped for it. */
        DROP_OLDEST,

        /** The item itself is dropped. */
        DROP_LATEST
    }

    /**
     * Where the body of {@link AsyncStream#produce(int, AsyncFunction) produce} puts items. May be used by any task and from
     * any thread.
     *
     * @param <T> the type of the items
     * @since 0.1
     */
    interface Sink<T> {
        /**
         * Returns a coroutine that sends an item, and waits while there is no room for it.
         *
         * <p>It fails with an {@link IllegalStateException} if the stream has ended, because its body has, also in a
         * task that outlives the body. While the stream is being closed and the body has not ended, it throws a
         * {@link CancelledError}. If the wait is cancelled, the item is not sent.
         *
         * @param item the item, which may be null
         * @return the coroutine, for single use
         */
        @CheckReturnValue
        Coroutine<Void> send(T item);

        /**
         * Sends an item if there is room. Does not wait.
         *
         * @param item the item, which may be null
         * @return whether it was sent; false if there is no room, or the stream has ended or was closed
         */
        boolean trySend(T item);
    }
}
