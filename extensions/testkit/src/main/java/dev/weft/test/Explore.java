package dev.weft.test;

import dev.weft.Entry;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs many times, each time with another schedule: another order of what is ready, slow steps, late timers,
 * other choices of {@link Sim#chance} and {@link Sim#choose}. Each run has a new instance of the test class, and its own
 * {@code @BeforeEach} and {@code @AfterEach}. Otherwise as {@link WeftTest}.
 *
 * <p>A schedule that fails is shrunk, and printed as a line that replays it.
 *
 * <p>Callbacks of other extensions run once for the method, not once for each run. {@code @TestInstance(PER_CLASS)} is
 * refused.
 *
 * @since 0.1
 */
@Documented
@Entry
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(WeftExtension.class)
public @interface Explore {
    /** {@return the largest number of schedules} */
    int schedules() default 1_000;

    /**
     * {@return the seed of the strategies and of {@link Sim#random}; 0 derives it from the names of class and method}
     */
    long seed() default 0;

    /** {@return the limit of all schedules together, in milliseconds of real time} */
    long millis() default 10_000;

    /** {@return the limit of one schedule, in seconds of real time} */
    long timeout() default 60;

    /** {@return the strategies, which share the schedules} */
    Strategy[] strategies() default Strategy.PORTFOLIO;

    /** {@return the depth of the bugs that {@link Strategy#PCT} looks for: the number of ordered events} */
    int depth() default 3;

    /**
     * {@return the number of steps without virtual time passing after which the schedule is first in, first out} A run
     * that takes ten times as many fails.
     */
    int steps() default 10_000;

    /** {@return what the exploration may change} */
    Order order() default Order.TASKS;

    /** {@return the schedule to run, as a failure prints it; empty to explore} */
    String replay() default "";
}
