/**
 * Weft under its own kit: its primitives, explored with invariants.
 *
 * <p>Primitives are compared with a {@linkplain dev.weft.test.own.Model model} that is told of each call and of each
 * request to cancel at the moment it is made. So after each step of each schedule it is known what each of them holds,
 * who waits, and what each wait must come to.
 *
 * <p>{@code mvn verify} runs a slice. More schedules, and others each time that another seed is given:
 *
 * <pre>
 * mvn test -pl extensions/testkit -am -Dtest='dev.weft.test.own.*Test' -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dweft.explore.factor=100 -Dweft.explore.seed=2
 * </pre>
 */
@NullMarked
package dev.weft.test.own;

import org.jspecify.annotations.NullMarked;
