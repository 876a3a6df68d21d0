package dev.weft.it.observe;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.start;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A program that hangs, in a JVM of its own. Its lines are part of the test. */
final class Observed {
    private Observed() {}

    @Async
    static Coroutine<Void> inner() {
        await(new CompletableFuture<>()); // line inner
        return done();
    }

    @Async
    static Coroutine<Void> outer() {
        await(inner()); // line outer
        return done();
    }

    @Async
    static Coroutine<Void> open() {
        List<Task<Void>> children = List.of(start(outer(), "ann"), start(outer(), "bob"));
        await(gather(children)); // line open
        return done();
    }

    public static void main(String[] args) {
        Weft.run(open());
    }
}
