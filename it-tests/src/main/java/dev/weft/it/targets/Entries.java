package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.it.Case;
import dev.weft.it.Probe;
import java.io.IOException;
import java.util.List;

/** Methods that run to their end when they are called. What they do is seen by their side effects. */
class Entries {
    private int field = 5;

    @Case({})
    @Entry
    static void ofAClass(Probe p) {
        int sum = await(p.step("a", 1)) + await(p.step("b", 2));
        p.log(sum);
    }

    @Case({})
    @Entry
    void ofAnObject(Probe p) {
        field += await(p.step("a", 1));
        long wide = p.l("wide", 7) + await(p.step("b", 2));
        p.log(field + wide);
    }

    @Case({})
    @Entry
    private void hidden(Probe p) {
        p.log(await(added(p, 3)) + await(p.step("b", 2)));
    }

    @Async
    private Coroutine<Integer> added(Probe p, int x) {
        return result(field + x + await(p.step("added", x)));
    }

    @Case({})
    @Entry
    final void returnsEarly(Probe p) {
        for (int i = 0; ; i++) {
            if (await(p.step("step " + i, i)) == 3) {
                return;
            }
            p.log(i);
        }
    }

    @Case({})
    @Entry
    static void cleansUp(Probe p) {
        try {
            p.log(await(p.step("a", 1)));
            return;
        } finally {
            p.log(await(p.step("finally", 2)));
        }
    }

    @Case({})
    @Entry
    static void declaresWhatItThrows(Probe p) throws IOException {
        try {
            p.log(await(p.step("a", 1), IOException.class));
        } catch (IOException e) {
            p.log("caught");
            throw new IOException("again", e);
        }
        p.log(await(p.step("b", 2)));
    }

    @Case({})
    @Entry
    static void withLambdas(Probe p) throws Exception {
        int captured = p.i("captured", 4);
        AsyncCallable<Integer> call = () -> result(captured + await(p.step("in a lambda", 1)));
        Runnable plain = () -> p.log(captured);
        plain.run();
        p.log(await(call.call()));
    }

    @Case({})
    @Entry
    static void ofAllSources(Probe p) {
        p.log(await(p.future("future", 1)));
        p.log(await(p.awaiter("awaiter", 2)));
        p.log(await(p.task("task", 3)));
    }

    @Case({})
    @Entry
    static void locksBetweenAwaits(Probe p) {
        var lock = new Object();
        var seen = await(p.step("a", List.of(1, 2)));
        synchronized (lock) {
            p.log(seen.size());
        }
        p.log(await(p.step("b", new StringBuilder("b"))).append(seen));
    }
}
