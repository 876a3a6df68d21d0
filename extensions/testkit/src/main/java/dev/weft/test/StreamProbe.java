package dev.weft.test;

import dev.weft.Coroutine;
import java.time.Duration;

/**
 * Asks a stream for its items, and checks that what comes is what is expected. Made by {@link Sim#probe}.
 *
 * <pre>{@code
 * var beats = sim.probe(beats(2));
 * await(beats.nothingFor(ofSeconds(9)));
 * await(beats.next(1));
 * await(beats.nothingFor(ofSeconds(10)));
 * await(beats.next(2));
 * await(beats.end());
 * }</pre>
 *
 * <p>Each method returns a coroutine for single use, which asks when it is awaited. It fails with an {@link AssertionError}
 * that says what was expected, what came, and of which stream. The stream runs in the task that awaits; only {@link
 * #nothingFor} starts a task, since the item may come later. To cancel the one who awaits cancels what the stream awaits, and
 * so ends the stream, as with {@link dev.weft.AsyncCursor#next()}. Behind {@code nothingFor} it leaves the stream alone.
 *
 * <p>All methods are for the test's thread, and one coroutine at a time: another one fails with an {@link
 * IllegalStateException}.
 *
 * @param <T> the type of the items
 * @since 0.1
 */
public interface StreamProbe<T> {
    /**
     * Waits for the next item, however long, and checks it.
     *
     * @param expected an equal item; arrays are compared by what is in them. It may be null
     * @return ends when the item has come
     */
    Coroutine<Void> next(T expected);

    /**
     * Lets virtual time pass, and checks that nothing comes meanwhile: no item, no end, no failure. What comes at the very end
     * of that time, or later, is for the next call. So is the item that the stream is working on then: it was asked for.
     *
     * @param time how long; not negative
     * @return ends when the time is over
     * @throws IllegalArgumentException if {@code time} is negative
     */
    Coroutine<Void> nothingFor(Duration time);

    /**
     * Waits until the stream ends, and checks that no item comes before.
     *
     * @return ends when the stream has
     */
    Coroutine<Void> end();

    /**
     * Waits until the stream fails, and checks that no item comes before.
     *
     * @param type the class of the failure, or one that it extends
     * @return ends normally when the stream has failed
     */
    Coroutine<Void> failure(Class<? extends Throwable> type);
}
