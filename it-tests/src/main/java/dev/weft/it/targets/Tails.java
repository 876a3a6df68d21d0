package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Failure;
import dev.weft.it.Probe;

/** Coroutines that are returned as they are. */
class Tails {
    @Async
    private static Coroutine<Integer> leaf(Probe p, int x) {
        int y = await(p.step("leaf", x));
        return result(y + 1);
    }

    @Case(93)
    @Async
    static Coroutine<Integer> simple(Probe p) {
        return leaf(p, 1);
    }

    @Case(93)
    @Async
    static Coroutine<Integer> afterAwait(Probe p) {
        int x = await(p.step("a", 5));
        return leaf(p, x);
    }

    @Case(93)
    @Async
    static Coroutine<Integer> ofStep(Probe p) {
        await(p.step("a", 1));
        return p.step("b", 2);
    }

    @Case(93)
    @Async
    static Coroutine<Integer> oneOfTwo(Probe p) {
        return await(p.step("which", true)) ? leaf(p, 1) : result(2);
    }

    @Case(93)
    @Async
    static Coroutine<Integer> resultOrTail(Probe p) {
        for (int i = 0; ; i++) {
            if (await(p.step("a", i)) == 1) {
                return result(i);
            }
            if (i == 5) {
                return leaf(p, i);
            }
        }
    }

    @Async
    private static Coroutine<Long> countDown(Probe p, int n, long sum) {
        if (n == 0) {
            return result(sum);
        }
        sum += await(p.step("n", n));
        return countDown(p, n - 1, sum);
    }

    @Case({79, 93})
    @Async
    static Coroutine<Long> recursive(Probe p) {
        return countDown(p, 5, 0);
    }

    @Case(93)
    @Async
    static Coroutine<String> awaitedTail(Probe p) {
        long sum = await(countDown(p, 3, 10));
        return result(sum + "/" + await(simple(p)));
    }

    @Case({93, 37})
    @Async
    static Coroutine<String> failsInTail(Probe p) {
        try {
            return result("got " + await(failing(p)));
        } catch (Failure e) {
            return result("caught " + e.getMessage());
        }
    }

    @Async
    private static Coroutine<Integer> failing(Probe p) {
        await(p.step("a", 1));
        return failing2(p);
    }

    @Async
    private static Coroutine<Integer> failing2(Probe p) {
        await(p.step("b", 2));
        throw new Failure("in the tail");
    }

    @Case(93)
    @Async
    static Coroutine<Void> voidTail(Probe p) {
        await(p.step("a", 1));
        return nothing(p);
    }

    @Async
    private static Coroutine<Void> nothing(Probe p) {
        p.log(await(p.step("nothing", "n")));
        return done();
    }

    @Case(93)
    @Async
    static Coroutine<String> nullReturned(Probe p) {
        await(p.step("a", 1));
        try {
            await(none(p));
            return result("never");
        } catch (NullPointerException e) {
            return result("null pointer " + await(p.step("b", 2)));
        }
    }

    @Async
    private static Coroutine<Integer> none(Probe p) {
        await(p.step("in none", 1));
        return null;
    }

    @Case(93)
    @Async
    static Coroutine<? extends Object> heldInVariable(Probe p) {
        Coroutine<Integer> later = leaf(p, await(p.step("a", 1)));
        return later;
    }

    @Case({42, 93})
    @Async
    static Coroutine<String> awaitedBeforeFinally(Probe p) {
        try {
            return result(await(held(p)));
        } finally {
            p.log("finally");
        }
    }

    @Async
    private static Coroutine<String> held(Probe p) {
        return result("held " + await(p.step("held", 1)));
    }
}
