package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A place in a stream: it goes from item to item. An {@link AsyncStream} gives one when it is opened; users may implement
 * the interface for sources of their own, see {@link AsyncStream#from(AsyncCursor)}.
 *
 * <pre>{@code
 * try (var items = stream.open()) {
 *     while (await(items.next())) {
 *         use(items.current());
 *     }
 * }
 * }</pre>
 *
 * <p>One task at a time uses a cursor. Several may do so one after the other, also on several loops, if they hand the cursor
 * over safely. Who asks while another {@link #next()} or {@link #closeAsync()} is under way gets an
 * {@link IllegalStateException} that names the task that runs it.
 *
 * @param <T> the type of the items
 * @since 0.1
 */
public interface AsyncCursor<T> extends AsyncCloseable {
    /**
     * Goes to the next item. The code of the stream runs in the task that awaits the coroutine.
     *
     * <p>A task that is cancelled meanwhile cancels what the stream waits for.
     *
     * @return a coroutine for single use, whose result is true if there is an item, and false at the end of the stream. It
     *     fails with what the stream fails with; if that is awaited once more, it fails with an
     *     {@link IllegalStateException} whose cause is the failure
     */
    @CheckReturnValue
    Coroutine<Boolean> next();

    /**
     * {@return the item that {@link #next()} went to last} It may be null if the stream has such items.
     *
     * @throws IllegalStateException before the first item, and after the end, a failure or the closing
     */
    @Nullable
    T current();

    /**
     * Closes the stream. Its {@code finally} blocks and resources are closed before the coroutine ends; they may suspend.
     * If nothing was asked for yet, no code of the stream runs. To close it again does nothing.
     *
     * @return a coroutine for single use. It fails with what the code that cleans up has thrown
     */
    @Override
    @CheckReturnValue
    Coroutine<Void> closeAsync();
}
