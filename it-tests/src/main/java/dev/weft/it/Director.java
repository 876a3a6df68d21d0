package dev.weft.it;

import dev.weft.Awaiter;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.util.concurrent.CompletableFuture;

/** Decides what each {@link Step} does: is ready, suspends, fails, or has its task cancelled. */
public interface Director {
    <T> Coroutine<T> coroutine(Step<T> step);

    <T> CompletableFuture<T> future(Step<T> step);

    <T> Awaiter<T> awaiter(Step<T> step);

    <T> Task<T> task(Step<T> step);
}
