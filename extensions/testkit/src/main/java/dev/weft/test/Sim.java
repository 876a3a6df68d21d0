package dev.weft.test;

import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * The simulated world of one run of a test: its time, its randomness, its choices. Passed to {@link WeftTest} and
 * {@link Explore} methods, and to their {@code @BeforeEach} and {@code @AfterEach} methods, as a parameter.
 *
 * <p>All methods are for the test's thread.
 *
 * @since 0.1
 */
public interface Sim {
    /** {@return the virtual time since the run began} */
    Duration elapsed();

    /**
     * Lets virtual time pass. Each timer that is due meanwhile fires at its own time, and what it makes ready runs then.
     *
     * @param duration how far; not negative
     * @return ends when the time has passed and what it made ready has run. If it is cancelled, time stays where it is
     * @throws IllegalArgumentException if {@code duration} is negative
     */
    Coroutine<Void> advance(Duration duration);

    /**
     * Waits until all other tasks wait and no blocking work is under way, before time passes. All tasks that await it go on
     * together. A cancelled wait changes nothing.
     *
     * @return ends when that is so
     */
    Coroutine<Void> settled();

    /**
     * Sets whether time passes by itself when nothing is ready. If not, it passes by {@link #advance} only.
     *
     * @param on true, as at the start, to let it pass
     */
    void autoAdvance(boolean on);

    /** {@return random numbers that depend on the seed only: they are the same in every schedule} */
    RandomGenerator random();

    /** {@return a clock that shows virtual time; it starts at 2000-01-01T00:00Z} */
    InstantSource clock();

    /**
     * {@return whether something happens that the code under test must cope with} The answer is recorded, explored, and
     * shrunk to false. In {@link WeftTest}, and in the first schedule, it is false.
     *
     * @param what the event, for the report
     */
    boolean chance(String what);

    /**
     * {@return one of several values} The choice is recorded, explored, and shrunk to the first. In {@link WeftTest},
     * and in the first schedule, it is the first.
     *
     * @param what the choice, for the report
     * @param first the value that is chosen unless the schedule says otherwise
     * @param others the other values
     * @param <T> their type
     */
    @SuppressWarnings("unchecked")
    <T> T choose(String what, T first, T... others);

    /**
     * {@return one of several values, as {@link #choose(String, Object, Object[])} does}
     *
     * @param what the choice, for the report
     * @param of the values; not empty
     * @param <T> their type
     * @throws IllegalArgumentException if {@code of} is empty
     */
    <T> T choose(String what, List<T> of);

    /**
     * Starts a task that may still run when the test ends. It is cancelled then, and is no leak; time passes for
     * its clean-up, even if {@link #autoAdvance} is off. If it fails, the test fails.
     *
     * @param coroutine the coroutine to run
     * @param <T> the type of its result
     * @return its task
     */
    <T> Task<T> background(Coroutine<T> coroutine);

    /**
     * Opens a stream, to check what comes from it and when. At the end of the test, unless that has failed, the stream is closed,
     * and that is awaited; time passes for it as for {@linkplain #background background} tasks, which end first. Items that
     * nobody has asked for are no failure of the test. A failure of the closing is one.
     *
     * @param stream the stream, which is used up; nothing of it runs before the probe asks
     * @param <T> the type of the items
     * @return asks the stream for its items
     * @throws IllegalStateException if the stream was used before
     */
    <T> StreamProbe<T> probe(AsyncStream<T> stream);

    /**
     * Ends the exploration of this run: from here on the schedule is first in, first out, no timer is late, and nothing is
     * left to chance. What is under way must now get done.
     */
    void calm();

    /**
     * {@return the simulated network of this run} {@link dev.weft.net.Net} uses it in each task of the run, whether or
     * not the test has asked for it.
     */
    SimNetwork network();

    /**
     * Checks an invariant after each step from now on. The run fails at the first step after which it does not hold.
     *
     * @param invariant what must hold, for the message
     * @param holds returns whether it holds, or asserts it; must not change anything
     */
    void always(String invariant, BooleanSupplier holds);
}
