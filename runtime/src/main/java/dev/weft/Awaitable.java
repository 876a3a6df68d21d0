package dev.weft;

/**
 * What {@link Weft#await(Awaitable) await} accepts besides a {@link
 * java.util.concurrent.CompletionStage}: a {@link Coroutine}, a {@link Task}, or an {@link Awaiter}
 * of the user's own.
 *
 * @param <T> what awaiting it gives
 */
public sealed interface Awaitable<T> permits Coroutine, Task, Awaiter {}
