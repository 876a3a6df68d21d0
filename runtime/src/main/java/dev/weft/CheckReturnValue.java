package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose result must be used: a {@link Coroutine} that nobody awaits or starts never runs. Error Prone,
 * SpotBugs and IDEs know an annotation of this name, whatever its package, and warn while code is typed; the weaver warns of
 * all dropped coroutines (WEFT006). Put it on methods of your own, or on a type for all its methods.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface CheckReturnValue {}
