package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose body may call {@link Weft#await(Coroutine) await}; the weaver turns it into a state machine.
 *
 * <p>A method that returns {@link Coroutine} is cold: calling it runs nothing. A method that returns
 * {@link java.util.concurrent.CompletableFuture} or {@link java.util.concurrent.CompletionStage} is hot: it runs on the
 * caller's thread up to its first real suspension. If a loop runs there, it goes on on that loop. Elsewhere it goes on on the
 * thread that completes what it awaits; {@link Weft#sleep}, {@link Weft#withTimeout(java.time.Duration, Awaitable)
 * withTimeout}, {@link Weft#uncancellable(Coroutine) uncancellable} and waits for tasks work there, too. What starts tasks
 * needs a loop: without one it throws an {@link IllegalStateException}.
 *
 * @since 0.1
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Async {}
