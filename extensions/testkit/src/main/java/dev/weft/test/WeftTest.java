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
 * A test whose body is a coroutine. It runs once, in virtual time, first in, first out, so each run is the same. The method
 * is {@code void}, and may have a parameter of type {@link Sim}.
 *
 * <p>The test fails if its body throws; if a task is left that is not {@linkplain Sim#background in the background}; if a
 * failure is observed by nobody; if nothing can go on (DEADLOCK); if it goes on without time passing (LIVELOCK); if a
 * permit is not returned; if a thread that the simulation does not know wakes the loop; if it takes too long.
 *
 * <p>{@code @BeforeEach} and {@code @AfterEach} methods run on the test's thread and loop. They may be {@link Entry}
 * methods, and may have a parameter of type {@link Sim}, too.
 *
 * @since 0.1
 */
@Documented
@Entry
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(WeftExtension.class)
public @interface WeftTest {
    /** {@return the seed of {@link Sim#random}; 0 derives it from the names of class and method} */
    long seed() default 0;

    /** {@return the limit, in seconds of real time} */
    long timeout() default 60;

    /** {@return the largest number of steps without virtual time passing} */
    int steps() default 1_000_000;

    /** {@return what happens if a thread that the simulation does not know wakes the loop} */
    Foreign foreign() default Foreign.REFUSE;

    /** {@return how blocking work runs} */
    Blocking blocking() default Blocking.STEPPED;
}
