package dev.weft.it.targets.other;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Probe;

/** Its package-private and private methods are not overridden by methods of the same name in another package. */
public class Elsewhere {
    protected int inherited = 1;

    @Async
    Coroutine<String> packagePrivate(Probe p) {
        return result("package of Elsewhere" + await(p.step("package of Elsewhere", inherited)));
    }

    @Async
    private Coroutine<String> hidden(Probe p) {
        return result("hidden of Elsewhere" + await(p.step("hidden of Elsewhere", 2)));
    }

    @Async
    protected Coroutine<String> open(Probe p) {
        return result("open of Elsewhere" + await(p.step("open of Elsewhere", inherited)));
    }

    @Async
    protected static Coroutine<Integer> ofClass(Probe p, int x) {
        return result(x + await(p.step("static of Elsewhere", 1)));
    }

    @Async
    public final Coroutine<String> all(Probe p) {
        String s = await(packagePrivate(p)) + "/";
        inherited += await(p.step("more", 10));
        return result(s + await(hidden(p)) + "/" + await(open(p)));
    }
}
