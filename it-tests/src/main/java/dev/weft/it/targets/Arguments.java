package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;

/** Awaits among the arguments and below the receivers of calls. */
class Arguments {
    static String three(Object a, Object b, Object c) {
        return a + "/" + b + "/" + c;
    }

    static String wide(long a, int b, double c, float d, Object e) {
        return a + "/" + b + "/" + c + "/" + d + "/" + e;
    }

    @Case({1, 33})
    @Async
    static Coroutine<Integer> alone(Probe p) {
        return result(await(p.step("a", 42)));
    }

    @Case(1)
    @Async
    static Coroutine<String> first(Probe p) {
        return result(three(await(p.step("a", 1)), p.i("b", 2), p.i("c", 3)));
    }

    @Case(1)
    @Async
    static Coroutine<String> middle(Probe p) {
        return result(three(p.i("a", 1), await(p.step("b", 2)), p.i("c", 3)));
    }

    @Case(1)
    @Async
    static Coroutine<String> last(Probe p) {
        return result(three(p.i("a", 1), p.i("b", 2), await(p.step("c", 3))));
    }

    @Case(1)
    @Async
    static Coroutine<String> all(Probe p) {
        return result(three(await(p.step("a", "x")), await(p.step("b", "y")), await(p.step("c", "z"))));
    }

    @Case({1, 56})
    @Async
    static Coroutine<String> wideFirst(Probe p) {
        return result(wide(await(p.step("a", 1L)), p.i("b", 2), p.d("c", 3.5), p.f("d", 4.5f), p.see("e", "s")));
    }

    @Case({1, 56})
    @Async
    static Coroutine<String> wideMiddle(Probe p) {
        return result(wide(p.l("a", Long.MIN_VALUE), p.i("b", 2), await(p.step("c", 3.5)), p.f("d", 4.5f), null));
    }

    @Case({1, 56})
    @Async
    static Coroutine<String> wideLast(Probe p) {
        return result(wide(p.l("a", 1L), p.i("b", -1), p.d("c", Double.NaN), p.f("d", -0f), await(p.step("e", "s"))));
    }

    @Case({1, 56})
    @Async
    static Coroutine<String> wideAll(Probe p) {
        return result(wide(
                await(p.step("a", 1L)),
                await(p.step("b", 2)),
                await(p.step("c", 3.0)),
                await(p.step("d", 4f)),
                await(p.step("e", "s"))));
    }

    static int plus1(Probe p, int x) {
        return p.i("plus1", x + 1);
    }

    @Case(2)
    @Async
    static Coroutine<Integer> nestedAwaits(Probe p) {
        return result(await(p.step("a", plus1(p, await(p.step("b", plus1(p, await(p.step("c", 1)))))))));
    }

    @Case(2)
    @Async
    static Coroutine<Integer> nestedWithStack(Probe p) {
        return result(p.i("x", 100) + plus1(p, p.i("y", 10) + await(p.step("a", p.i("z", 1) + await(p.step("b", 5))))));
    }

    @Case(1)
    @Async
    static Coroutine<String> awaitedReceiver(Probe p) {
        return result(await(p.step("receiver", "abcdef")).substring(p.i("from", 1), await(p.step("to", 4))));
    }

    @Case({1, 24})
    @Async
    static Coroutine<String> chain(Probe p) {
        return result(new StringBuilder()
                .append(await(p.step("a", 1)))
                .append(await(p.step("b", 'c')))
                .append(p.see("plain", "-"))
                .append(await(p.step("d", 2.5)))
                .toString());
    }

    @Case({1, 24})
    @Async
    static Coroutine<String> chainOnAwaited(Probe p) {
        return result(await(p.step("b", new StringBuilder("x")))
                .append(await(p.step("c", 7L)))
                .append(true)
                .toString());
    }

    @Case({1, 9})
    @Async
    static Coroutine<Integer> nullReceiver(Probe p) {
        String s = p.see("receiver", (String) null);
        return result(s.indexOf(await(p.step("argument", "x"))));
    }

    static String spread(Object... all) {
        return String.join(
                ",", java.util.Arrays.stream(all).map(String::valueOf).toList());
    }

    @Case({1, 12})
    @Async
    static Coroutine<String> varargs(Probe p) {
        return result(spread(p.i("a", 1), await(p.step("b", 2)), p.l("c", 3), await(p.step("d", "four"))));
    }

    static Object nothing(int a, long b) {
        return null;
    }

    @Case({1, 18})
    @Async
    static Coroutine<Void> resultUnused(Probe p) {
        nothing(p.i("a", 1), await(p.step("b", 2L)));
        three(await(p.step("c", 3)), "", "");
        p.log("end");
        return done();
    }

    @Case(1)
    @Async
    static Coroutine<String> deepStack(Probe p) {
        return result(three(
                p.i("1", 1),
                three(p.l("2", 2), three(p.d("3", 3), p.see("4", "4"), await(p.step("5", 5))), await(p.step("6", 6))),
                await(p.step("7", 7))));
    }
}
