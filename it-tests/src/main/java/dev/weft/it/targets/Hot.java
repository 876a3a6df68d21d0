package dev.weft.it.targets;

import static dev.weft.Weft.await;

import dev.weft.Async;
import dev.weft.it.Case;
import dev.weft.it.Failure;
import dev.weft.it.Probe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Methods that are hot in the source already. */
class Hot {
    @Case(94)
    @Async
    static CompletableFuture<Integer> future(Probe p) {
        return CompletableFuture.completedFuture(await(p.future("a", 1)) + await(p.future("b", 2)));
    }

    @Case(94)
    @Async
    static CompletionStage<String> stage(Probe p) {
        String s = "";
        for (int i = 0; i < 3; i++) {
            s += await(p.future("a", i)) + await(p.awaiter("b", "x"));
        }
        return CompletableFuture.completedStage(s);
    }

    @Async
    private CompletableFuture<String> helper(Probe p, long x) {
        try {
            return CompletableFuture.completedFuture(x + "/" + await(p.future("helper", 'h')));
        } finally {
            p.log("finally of helper");
        }
    }

    @Case({79, 94})
    @Async
    CompletionStage<String> nested(Probe p) {
        String first = await(helper(p, 1));
        return CompletableFuture.completedFuture(first + await(helper(p, await(p.future("x", 2L)))));
    }

    @Case({93, 94})
    @Async
    CompletableFuture<String> tail(Probe p) {
        await(p.future("a", 1));
        return helper(p, 5);
    }

    @Case({93, 94})
    @Async
    static CompletableFuture<Integer> tailOfOtherStage(Probe p) {
        await(p.future("a", 1));
        return p.future("b", 2);
    }

    @Async
    private static CompletableFuture<Integer> failing(Probe p) {
        if (p.z("fail", true)) {
            throw new Failure("before the first await");
        }
        return CompletableFuture.completedFuture(await(p.future("never", 1)));
    }

    @Case({38, 94})
    @Async
    static CompletableFuture<Integer> failsAtOnce(Probe p) {
        await(p.future("a", 1));
        return failing(p);
    }

    @Case({37, 40, 94})
    @Async
    static CompletableFuture<String> tryCatchFinally(Probe p) {
        String s = "";
        try {
            s += await(p.future("a", 1));
            throw new Failure("x");
        } catch (Failure e) {
            s += e.getMessage() + await(p.future("b", 2));
        } finally {
            s += await(p.future("c", 3));
        }
        return CompletableFuture.completedFuture(s);
    }

    interface Call<T> {
        CompletionStage<T> call();
    }

    @Case({82, 94})
    @Async
    static CompletableFuture<String> lambdas(Probe p) {
        int x = await(p.future("x", 1));
        Call<String> call = () -> CompletableFuture.completedFuture("l" + await(p.future("in lambda", x)));
        return CompletableFuture.completedFuture(await(call.call()) + await(call.call()));
    }

    @Case({82, 94})
    static CompletionStage<Integer> lambdaOnly(Probe p) {
        Call<Integer> call = () -> CompletableFuture.completedStage(await(p.future("a", 1)) + await(p.future("b", 2)));
        return call.call();
    }

    @Case({13, 94})
    @Async
    static CompletableFuture<String> operands(Probe p) {
        return CompletableFuture.completedFuture(new StringBuilder(await(p.future("a", "x")))
                .append(p.l("l", 3) * await(p.future("b", 2)))
                .append(await(p.future("c", true)) ? await(p.future("d", "d")) : "e")
                .toString());
    }
}
