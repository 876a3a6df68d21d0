package dev.weft.test;

import dev.weft.AsyncFunction;
import dev.weft.test.internal.explore.Explorer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs code in a simulated world, without JUnit's annotations: for other test frameworks, and inside parameterised
 * tests. The methods block the calling thread until they have a result, so they are not for a thread that runs a loop.
 *
 * @since 0.1
 */
public final class Simulation {
    private Simulation() {}

    /**
     * Runs a test under many schedules, on a thread of its own, until one fails or the options end it.
     *
     * @param options say how much to explore
     * @param test the test; called once for each schedule
     * @return what was found
     * @throws AssertionError if a run does not end within a minute of real time, or if the caller is interrupted
     * @throws IllegalArgumentException if the replay of the options is no schedule, or does not fit the test
     */
    public static Report explore(Options options, AsyncFunction<Sim, Void> test) {
        return Explorer.explore(Objects.requireNonNull(options), Objects.requireNonNull(test));
    }

    /**
     * Runs a test once, in virtual time, first in, first out, on a thread of its own.
     *
     * @param test the test
     * @throws AssertionError if the run fails: the failure if it is an {@code AssertionError}, otherwise one whose cause it is.
     *     An assumption of JUnit that does not hold is thrown as it is
     */
    public static void run(AsyncFunction<Sim, Void> test) {
        Explorer.run(Objects.requireNonNull(test));
    }

    /**
     * How much to explore.
     *
     * @param schedules the largest number of schedules
     * @param seed the seed of the strategies and of {@link Sim#random}
     * @param limit the limit of all schedules together, in real time
     * @param order what may be changed
     * @param depth the number of ordered events of the bugs that {@link Strategy#PCT} looks for
     * @param replay the one schedule to run, as a failure prints it; empty to explore
     * @since 0.1
     */
    public record Options(int schedules, long seed, Duration limit, Order order, int depth, String replay) {
        /**
         * Checks the values.
         *
         * @param schedules the largest number of schedules, at least 1
         * @param seed the seed of the strategies and of {@link Sim#random}
         * @param limit the limit of all schedules together, in real time
         * @param order what may be changed
         * @param depth the number of ordered events, at least 1
         * @param replay the one schedule to run; empty to explore
         * @throws IllegalArgumentException if {@code schedules} or {@code depth} is less than 1
         */
        public Options {
            if (schedules < 1) {
                throw new IllegalArgumentException("schedules must be at least 1, not " + schedules);
            }
            if (depth < 1) {
                throw new IllegalArgumentException("depth must be at least 1, not " + depth);
            }
            Objects.requireNonNull(limit, "limit");
            Objects.requireNonNull(order, "order");
            Objects.requireNonNull(replay, "replay");
        }

        /**
         * {@return what {@link Explore} does by default: 1,000 schedules, ten seconds, {@link Order#TASKS}, depth 3}
         */
        public static Options defaults() {
            return new Options(1_000, 1, Duration.ofSeconds(10), Order.TASKS, 3, "");
        }

        /**
         * {@return these options with another number of schedules}
         *
         * @param number the largest number of schedules, at least 1
         */
        public Options withSchedules(int number) {
            return new Options(number, seed, limit, order, depth, replay);
        }

        /**
         * {@return these options with another seed}
         *
         * @param other the seed
         */
        public Options withSeed(long other) {
            return new Options(schedules, other, limit, order, depth, replay);
        }

        /**
         * {@return these options with another limit}
         *
         * @param other the limit of all schedules together, in real time
         */
        public Options withLimit(Duration other) {
            return new Options(schedules, seed, other, order, depth, replay);
        }

        /**
         * {@return these options with another order}
         *
         * @param other what may be changed
         */
        public Options withOrder(Order other) {
            return new Options(schedules, seed, limit, other, depth, replay);
        }

        /**
         * {@return these options with another depth}
         *
         * @param other the number of ordered events, at least 1
         */
        public Options withDepth(int other) {
            return new Options(schedules, seed, limit, order, other, replay);
        }

        /**
         * {@return these options with a schedule to run}
         *
         * @param schedule the schedule, as a failure prints it; empty to explore
         */
        public Options withReplay(String schedule) {
            return new Options(schedules, seed, limit, order, depth, schedule);
        }
    }

    /**
     * What an exploration has found.
     *
     * @param schedules the number of schedules that were run before the first failure was shrunk, that one included
     * @param exhausted whether these were all schedules that there are
     * @param failure the failure, shrunk; empty if no schedule failed
     * @since 0.1
     */
    public record Report(int schedules, boolean exhausted, Optional<Failure> failure) {}

    /**
     * A schedule that fails.
     *
     * @param thrown the failure
     * @param replay the schedule, for {@link Options#withReplay} and {@link Explore#replay}
     * @param deviations the number of its deviations from first in, first out
     * @param timeline what each task did, as a table, with the deviations
     * @since 0.1
     */
    public record Failure(Throwable thrown, String replay, int deviations, String timeline) {}
}
