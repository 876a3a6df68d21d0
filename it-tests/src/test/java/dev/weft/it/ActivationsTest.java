package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several activations of one method on one object: each has its own variables, all share the object's fields. */
@Timeout(60)
@Case(80)
class ActivationsTest {

    private final List<String> log = new ArrayList<>();
    private int total;

    @Async
    private Coroutine<Integer> add(String name, int step, int times) {
        int own = 0;
        for (int i = 0; i < times; i++) {
            own += step;
            total += step;
            log.add(name + own);
            await(yieldNow());
        }
        return result(own);
    }

    @Test
    void interleavedOnOneLoop() {
        var sums = Program.run(() -> gather(List.of(add("a", 1, 3), add("b", 10, 2), add("c", 100, 3))));
        assertEquals(List.of(3, 20, 300), sums);
        assertEquals(323, total);
        assertEquals(List.of("a1", "b10", "c100", "a2", "b20", "c200", "a3", "c300"), log);
    }

    @Test
    void aThousandAtOnce() {
        var all = IntStream.range(0, 1000).mapToObj(i -> add("t", i, 3)).toList();
        var sums = Program.run(() -> gather(all));
        assertEquals(IntStream.range(0, 1000).map(i -> 3 * i).boxed().toList(), sums);
        assertEquals(3 * 999 * 1000 / 2, total);
    }

    @Async
    private CompletableFuture<String> hot(
            String name, CompletableFuture<String> first, CompletableFuture<String> second) {
        String value = name + await(first);
        log.add(value);
        return CompletableFuture.completedFuture(value + await(second));
    }

    /** The second activation starts, and ends, inside the completion that resumes the first. */
    @Test
    void enteredAgainFromACallbackWhileTheFirstIsSuspended() {
        var gate = new CompletableFuture<String>();
        var late = new CompletableFuture<String>();
        var outer = hot("outer", gate, late);
        var inner = new ArrayList<CompletableFuture<String>>();
        var trigger = new CompletableFuture<Void>();
        trigger.thenRun(() -> {
            inner.add(hot("inner", CompletableFuture.completedFuture("1"), CompletableFuture.completedFuture("2")));
            gate.complete("G");
        });
        trigger.complete(null);
        assertEquals(List.of("inner1", "outerG"), log);
        assertEquals("inner12", inner.get(0).join());
        assertFalse(outer.isDone(), outer::toString);
        late.complete("L");
        assertEquals("outerGL", outer.join());
    }

    /** An activation completes a future, which runs another activation of the same object to its end. */
    @Test
    void anActivationThatResumesAnotherOfTheSameObject() {
        var first = new CompletableFuture<String>();
        var waiting = hot("waiting", first, CompletableFuture.completedFuture("!"));
        var resuming = completes(first);
        assertTrue(waiting.isDone(), waiting::toString);
        assertEquals("waitingX!", waiting.join());
        assertEquals("done", resuming.join());
        assertEquals(List.of("before", "waitingX", "after"), log);
    }

    @Async
    private CompletableFuture<String> completes(CompletableFuture<String> other) {
        log.add("before");
        other.complete("X");
        log.add("after");
        await(CompletableFuture.completedFuture(null));
        return CompletableFuture.completedFuture("done");
    }

    @Async
    private Coroutine<Integer> tree(int depth) {
        if (depth == 0) {
            await(yieldNow());
            return result(1);
        }
        int left = await(tree(depth - 1));
        total += left;
        return result(left + await(tree(depth - 1)));
    }

    @Test
    void recursionWhileOuterActivationsAreSuspended() {
        assertEquals(List.of(256, 32), Program.run(() -> gather(List.of(tree(8), tree(5)))));
        assertEquals(8 * 128 + 5 * 16, total);
    }
}
