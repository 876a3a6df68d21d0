package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cold methods: calling them runs nothing, their coroutines are used once, recursion is not bounded by the thread's stack. */
@Tag("jdk")
@Timeout(60)
class ColdTest {
    private final List<String> log = new ArrayList<>();

    @Async
    private Coroutine<Integer> logging(String name, int value) {
        log.add(name + " starts");
        await(yieldNow());
        log.add(name + " ends");
        return result(value);
    }

    @Async
    private Coroutine<Void> withoutAwait() {
        log.add("ran");
        return done();
    }

    @Async
    private Coroutine<Integer> awaitedLater() {
        var a = logging("a", 1);
        var b = logging("b", 2);
        log.add("made");
        int y = await(b);
        log.add("between");
        return result(y * 10 + await(a));
    }

    @Test
    void callingRunsNothing() {
        var first = logging("first", 1);
        var second = withoutAwait();
        assertEquals(List.of(), log);
        Program.run(() -> first);
        Program.run(() -> second);
        assertEquals(List.of("first starts", "first ends", "ran"), log);
    }

    @Test
    void runsWhereItIsAwaited() {
        assertEquals(21, Program.run(this::awaitedLater));
        assertEquals(List.of("made", "b starts", "b ends", "between", "a starts", "a ends"), log);
    }

    @Async
    private Coroutine<Void> twice(Coroutine<Integer> c) {
        await(c);
        await(c);
        return done();
    }

    @Test
    void awaitingTwiceIsAnError() {
        for (var c : List.of(logging("a", 1), Sources.ready(() -> 1))) {
            var e = assertThrows(IllegalStateException.class, () -> Program.run(() -> twice(c)));
            assertTrue(e.getMessage().contains("await"), e::getMessage);
        }
    }

    @Async
    private static Coroutine<Long> depth(int n, boolean suspend) {
        if (n == 0) {
            if (suspend) {
                await(yieldNow());
            }
            return result(0L);
        }
        return result(await(depth(n - 1, suspend)) + 1);
    }

    @Test
    void deepRecursionThatIsReady() {
        assertEquals(100_000, Program.run(() -> depth(100_000, false)));
    }

    @Test
    void deepRecursionThatSuspends() {
        assertEquals(100_000, Program.run(() -> depth(100_000, true)));
    }

    @Async
    private static Coroutine<Long> deepFailure(int n) {
        if (n == 0) {
            await(yieldNow());
            throw new Failure("at the bottom");
        }
        try {
            return result(await(deepFailure(n - 1)) + 1);
        } finally {
            finished++;
        }
    }

    private static int finished;

    @Test
    void failureThroughDeepRecursion() {
        finished = 0;
        var e = assertThrows(Failure.class, () -> Program.run(() -> deepFailure(100_000)));
        assertEquals("at the bottom", e.getMessage());
        assertEquals(100_000, finished);
    }

    @Async
    private static Coroutine<Long> tail(long n, long sum) {
        if (n == 0) {
            return result(sum);
        }
        if (n % 1000 == 0) {
            await(yieldNow());
        }
        return tail(n - 1, sum + n);
    }

    @Test
    void tailRecursionWithoutEnd() {
        assertEquals(500_000_500_000L, Program.run(() -> tail(1_000_000, 0)));
    }

    @Async
    private Coroutine<String> tailWithFinally() {
        try {
            return held("inner");
        } finally {
            log.add("finally");
        }
    }

    @Async
    private Coroutine<String> held(String value) {
        log.add("runs");
        await(yieldNow());
        return result(value);
    }

    /** javac evaluates what is returned, then runs finally, then returns: the weaver awaits in between. */
    @Test
    void whatIsReturnedFromATryRunsBeforeFinally() {
        assertEquals("inner", Program.run(this::tailWithFinally));
        assertEquals(List.of("runs", "finally"), log);
    }

    @Async
    private static Coroutine<Integer> none(boolean suspend) {
        if (suspend) {
            await(yieldNow());
        }
        return null;
    }

    @Test
    void returningNullNamesTheMethod() {
        for (boolean suspend : new boolean[] {false, true}) {
            var e = assertThrows(NullPointerException.class, () -> Program.run(() -> none(suspend)));
            assertTrue(e.getMessage().contains("none"), e::getMessage);
        }
    }

    @Async
    private Coroutine<Integer> counting(int[] shared, int start, int rounds) {
        int own = start;
        for (int i = 0; i < rounds; i++) {
            await(yieldNow());
            own += i;
            shared[0]++;
        }
        return result(own);
    }

    /** Many activations of one method on one object, suspended at the same time. */
    @Test
    void activationsDoNotMix() {
        try (var program = new Program()) {
            int[] shared = {0};
            var tasks = new ArrayList<Task<Integer>>();
            for (int i = 0; i < 10; i++) {
                tasks.add(program.loop().start(counting(shared, i * 1000, i)));
            }
            for (int i = 0; i < 10; i++) {
                assertEquals(i * 1000 + i * (i - 1) / 2, program.loop().runUntilComplete(tasks.get(i)));
            }
            assertEquals(45, shared[0]);
        }
    }
}
