package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Awaitable;
import dev.weft.Awaiter;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.ColdOnly;
import dev.weft.it.Probe;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Everything that can be awaited, through every overload of await. */
@ColdOnly
class Awaitables {
    @Case({1, 94})
    @Async
    static Coroutine<String> everyKind(Probe p) {
        return result(await(p.step("coroutine", 1))
                + await(p.awaiter("awaiter", 2L))
                + await(p.task("task", "t"))
                + await(p.future("future", 4.5))
                + await(p.step("again", 'c')));
    }

    @Case(1)
    @Async
    static Coroutine<String> asTheirInterfaces(Probe p) {
        Awaitable<Integer> a = p.step("coroutine", 1);
        int x = await(a);
        Awaitable<String> b = p.task("task", "t");
        String y = await(b);
        CompletionStage<Long> c = p.future("future", 3L);
        long z = await(c);
        Awaiter<Character> d = p.awaiter("awaiter", 'd');
        return result(x + y + z + await(d));
    }

    @Case({37, 52})
    @Async
    static Coroutine<String> withDeclaredException(Probe p) {
        String s = "";
        try {
            s += await(p.step("coroutine", 1), IOException.class);
            s += await(p.awaiter("awaiter", 2), IOException.class);
            s += await(p.task("task", 3), IOException.class);
            s += await(p.future("future", 4), IOException.class);
        } catch (IOException e) {
            s += e.getMessage() + await(p.awaiter("caught", "c"));
        }
        return result(s);
    }

    @Case({37, 40})
    @Async
    static Coroutine<String> inTryAndFinally(Probe p) {
        String s = "s";
        try {
            s += await(p.future("try", 1)) + await(p.awaiter("try2", 2L));
        } catch (RuntimeException e) {
            s += e.getMessage() + await(p.future("catch", "f"));
        } finally {
            s += await(p.task("finally", 'f'));
        }
        return result(s);
    }

    @Case({1, 25})
    @Async
    static Coroutine<Long> inLoops(Probe p) {
        long sum = 0;
        for (int i = 0; i < await(p.future("limit", 3)); i++) {
            sum += await(p.awaiter("a", i)) * await(p.task("t", 2L));
        }
        return result(sum);
    }

    @Case({13, 24})
    @Async
    static Coroutine<String> belowOperands(Probe p) {
        return result(new StringBuilder(await(p.awaiter("a", "x")))
                .append(p.i("i", 1) + await(p.future("b", 2)) * await(p.task("c", 3L)))
                .toString());
    }

    @Case({54, 97})
    @Async
    static Coroutine<String> stageTwice(Probe p) {
        CompletableFuture<Integer> f = p.future("future", 1);
        int first = await(f);
        return result(first + "/" + await(f) + await(p.step("end", "end")));
    }

    @Case(54)
    @Async
    static Coroutine<String> failedStageTwice(Probe p) {
        var f = CompletableFuture.<Integer>failedFuture(new IOException("failed"));
        Throwable first = null;
        for (int i = 0; ; i++) {
            try {
                p.log(await(p.step("a", i)));
                await(f, IOException.class);
            } catch (IOException e) {
                if (first != null) {
                    return result("same: " + (first == e) + e.getSuppressed().length);
                }
                first = e;
            }
        }
    }

    @Case(54)
    @Async
    static Coroutine<String> nulls(Probe p) {
        int nulls = 0;
        try {
            await((CompletionStage<Integer>) null);
        } catch (NullPointerException e) {
            nulls += await(p.future("a", 1));
        }
        try {
            await((Awaitable<Integer>) null);
        } catch (NullPointerException e) {
            nulls += await(p.awaiter("b", 10));
        }
        return result("" + nulls);
    }
}
