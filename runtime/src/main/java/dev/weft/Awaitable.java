package dev.weft;

/**
 * Something that {@link Weft#await(Awaitable) await} accepts: a {@link Coroutine}, a {@link Task}, or an
 * {@link Awaiter} that users implement. A {@link java.util.concurrent.CompletionStage} can be awaited too, but is not
 * an {@code Awaitable}.
 *
 * @param <T> the type of the result
 * @since 0.1
 */
public sealed interface Awaitable<T> permits Coroutine, Task, Awaiter {}
