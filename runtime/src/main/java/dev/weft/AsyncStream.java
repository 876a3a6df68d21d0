package dev.weft;

import dev.weft.abi.StreamFrame;
import dev.weft.internal.produce.TaskStreams;
import java.util.function.Consumer;

/**
 * Items that arrive one after the other, and whose making may suspend. An async method, or a lambda, makes one:
 *
 * <pre>{@code
 * @Async
 * static AsyncStream<Row> rows(Database database) {
 *     try (var connection = await(database.connect())) {   // closed when the consumer stops, however it stops
 *         for (var page = await(connection.first()); page != null; page = await(page.next())) {
 *             for (var row : page) emit(row);
 *         }
 *     }
 *     return end();
 * }
 *
 * @Async
 * static Coroutine<Row> firstLarge(Database database) {
 *     for (var row : await(rows(database))) {
 *         if (row.size() > 1000) return result(row);       // the connection is closed before this method returns
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
 * @param <T> the type of the items
 */
public sealed interface AsyncStream<T> permits StreamFrame {
    /**
     * Opens the stream. No code of the stream runs before {@link AsyncCursor#next()} is awaited.
     *
     * @return the cursor; close it, best by try-with-resources in woven code
     * @throws IllegalStateException if the stream was used before
     */
    AsyncCursor<T> open();

    // ---- streams with tasks of their own

    /**
     * Returns a stream of what a body sends. The body runs as a task of the loop on which the first item is asked for; it
     * starts then, and may start other tasks that send, too:
     *
     * <pre>{@code
     * AsyncStream.produce(64, sink -> TaskGroup.run(group -> {
     *     for (var url : urls) {
     *         group.start(() -> fetchInto(sink, url));
     *     }
     *     return done();
     * }))
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
    default AsyncStream<T> buffer(int n, Overflow full, Consumer<? super T> undelivered) {
        return TaskStreams.buffer(this, n, full, undelivered);
    }

    /** What happens to an item for which a buffer has no room. */
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
     */
    interface Sink<T> {
        /**
         * Returns a coroutine that sends an item, and waits while there is no room for it.
         *
         * <p>It fails with an {@link IllegalStateException} if the stream has ended, because its body has, also in a task that
         * outlives the body. While the stream is being closed and the body has not ended, it throws a {@link CancelledError}.
         *
         * @param item the item, which may be null
         * @return the coroutine, for single use
         */
        @CheckReturnValue
        Coroutine<Void> send(T item);

        /**
         * Sends an item if there is room.
         *
         * @param item the item, which may be null
         * @return whether it was sent; false if there is no room, or the stream has ended or was closed
         */
        boolean trySend(T item);
    }
}
