package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;

/** Operators with awaiting operands, over all mixes of the numeric kinds. */
class Arithmetic {
    @Case(3)
    @Async
    static Coroutine<Integer> ints(Probe p) {
        return result(
                await(p.step("a", 7)) - await(p.step("b", 9)) * p.i("c", 3) + await(p.step("d", Integer.MAX_VALUE)));
    }

    @Case(3)
    @Async
    static Coroutine<Long> longs(Probe p) {
        return result(
                p.l("a", 1L << 40) / await(p.step("b", 3L)) + await(p.step("c", Long.MIN_VALUE)) % p.l("d", 1000));
    }

    @Case(3)
    @Async
    static Coroutine<Float> floats(Probe p) {
        return result(p.f("a", 1.5f) * await(p.step("b", Float.MIN_VALUE)) - await(p.step("c", 1e30f)) / p.f("d", -3f));
    }

    @Case(3)
    @Async
    static Coroutine<Double> doubles(Probe p) {
        return result(p.d("a", 1.5) * await(p.step("b", Double.MIN_VALUE)) - await(p.step("c", 1e300)) / p.d("d", -3));
    }

    @Case(3)
    @Async
    static Coroutine<Long> intAndLong(Probe p) {
        return result(p.i("a", 5) + await(p.step("b", 6L)) - await(p.step("c", 7)) * p.l("d", 8));
    }

    @Case(3)
    @Async
    static Coroutine<Double> everyMix(Probe p) {
        return result(
                p.i("a", 5) + await(p.step("b", 6L)) + await(p.step("c", 7f)) + await(p.step("d", 8.25)) - p.l("e", 3));
    }

    @Case(3)
    @Async
    static Coroutine<Double> mixFromTheRight(Probe p) {
        return result(p.d("a", 0.5) + (p.f("b", 1f) + (p.l("c", 2L) + (p.i("d", 3) + await(p.step("e", (short) 4))))));
    }

    @Case(3)
    @Async
    static Coroutine<Integer> constantsBelow(Probe p) {
        return result(1 + (2 * (3 - await(p.step("a", 4)))) + (int) (5L << await(p.step("b", 6))));
    }

    @Case(3)
    @Async
    static Coroutine<Double> wideConstantsBelow(Probe p) {
        return result(1L + (2.5 * (3f - await(p.step("a", 4L)))));
    }

    @Case(3)
    @Async
    static Coroutine<Long> shifts(Probe p) {
        return result((p.l("a", -1L) >>> await(p.step("b", 4))) ^ (p.i("c", -8) >> await(p.step("d", 1L)))
                | (1L << await(p.step("e", 63))));
    }

    @Case(3)
    @Async
    static Coroutine<Integer> divisionByZero(Probe p) {
        return result(p.i("a", 1) / await(p.step("b", 0)) + await(p.step("never", 1)));
    }

    @Case(3)
    @Async
    static Coroutine<Integer> unary(Probe p) {
        return result(-await(p.step("a", 5)) + ~await(p.step("b", 6)) + +await(p.step("c", (byte) 7)));
    }

    @Case({3, 57})
    @Async
    static Coroutine<Boolean> booleans(Probe p) {
        return result(p.z("a", true) & await(p.step("b", true)) ^ await(p.step("c", false)) | p.z("d", false));
    }

    @Case({3, 4})
    @Async
    static Coroutine<String> comparisons(Probe p) {
        boolean a = p.l("a", 5) < await(p.step("b", 6L));
        boolean b = p.d("c", Double.NaN) >= await(p.step("d", 1.0));
        boolean c = p.f("e", 1f) == await(p.step("f", 1f));
        boolean d = p.see("g", "x") != await(p.step("h", "y"));
        boolean e = await(p.step("i", 3)) > await(p.step("j", 2));
        return result("" + a + b + c + d + e);
    }

    @Case(3)
    @Async
    static Coroutine<String> narrowing(Probe p) {
        byte b = (byte) (p.i("a", 100) + await(p.step("b", 100)));
        char c = (char) (p.i("c", 65) + await(p.step("d", 1L)));
        short s = (short) (p.d("e", 1e5) * await(p.step("f", 2f)));
        return result(b + "/" + (int) c + "/" + s);
    }

    @Case({3, 11})
    @Async
    static Coroutine<Integer> incrementsBetween(Probe p) {
        int i = 1;
        int sum = i++ + await(p.step("a", 10)) * ++i + i-- - await(p.step("b", i)) + i;
        return result(p.i("sum", sum) + i);
    }
}
