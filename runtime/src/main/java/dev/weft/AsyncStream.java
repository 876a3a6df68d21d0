package dev.weft;

import dev.weft.abi.StreamFrame;

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
}
