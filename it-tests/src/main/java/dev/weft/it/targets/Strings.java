package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;

/** String concatenation with awaiting operands. */
class Strings {
    @Case(6)
    @Async
    static Coroutine<String> between(Probe p) {
        return result("a" + p.i("x", 1) + await(p.step("a", "b")) + p.l("y", 2) + "c" + await(p.step("c", 'd'))
                + p.d("z", 3));
    }

    @Case(6)
    @Async
    static Coroutine<String> allAwaited(Probe p) {
        return result(await(p.step("a", 1)) + "-" + await(p.step("b", 2L)) + await(p.step("c", true))
                + await(p.step("d", 1.5f)));
    }

    @Case(6)
    @Async
    static Coroutine<String> nulls(Probe p) {
        return result(
                null + "x" + await(p.step("a", (Object) null)) + p.see("b", (String) null) + await(p.step("c", "y")));
    }

    @Case(6)
    @Async
    static Coroutine<String> append(Probe p) {
        String s = "start";
        s += await(p.step("a", 1));
        s += p.i("x", 2) + await(p.step("b", "z")) + s;
        return result(s);
    }

    @Case({6, 8})
    @Async
    static Coroutine<String> appendToElement(Probe p) {
        String[] a = {"zero", "one"};
        a[p.i("index", 1)] += await(p.step("a", "!")) + a[1];
        return result(a[0] + a[1]);
    }

    @Case(6)
    @Async
    static Coroutine<String> primitivesBelow(Probe p) {
        byte b = -1;
        char c = 'c';
        short s = -2;
        boolean z = true;
        float f = 1.5f;
        return result(
                "" + b + c + s + z + f + p.d("d", 2.5) + p.l("l", 3) + await(p.step("a", "end")) + b + c + s + z + f);
    }

    @Case(6)
    @Async
    static Coroutine<String> nestedConcat(Probe p) {
        return result("<" + ("(" + await(p.step("a", 1)) + ")") + p.see("s", "|" + await(p.step("b", 2)) + "|") + ">");
    }

    @Case(6)
    @Async
    static Coroutine<String> inLoop(Probe p) {
        String s = "";
        for (int i = 0; i < 3; i++) {
            s = s + i + await(p.step("a" + i, i * 10L)) + ";";
        }
        return result(s);
    }
}
