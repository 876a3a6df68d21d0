package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;
import java.util.List;

/** Every kind of parameter and local across awaits, with extreme values and odd NaNs. */
class Primitives {
    private static final float ODD_NAN_F = Float.intBitsToFloat(0x7fc12345);
    private static final double ODD_NAN_D = Double.longBitsToDouble(0xfff8123456789abcL);

    @Case(55)
    @Async
    static Coroutine<List<Object>> locals(Probe p) {
        boolean z = p.z("z", true);
        byte b = Byte.MIN_VALUE;
        char c = Character.MAX_VALUE;
        short s = Short.MIN_VALUE;
        int i = Integer.MIN_VALUE;
        long l = Long.MIN_VALUE;
        float f = Float.MIN_VALUE;
        double d = Double.MIN_VALUE;
        String o = "o";
        int first = await(p.step("first", 1));
        p.log(List.of(z, b, c, s, i, l, f, d, o));
        int second = await(p.step("second", 2));
        return result(List.of(z, b, c, s, i, l, f, d, o, first, second));
    }

    @Case(55)
    @Async
    static Coroutine<List<Object>> extremes(Probe p) {
        byte b = Byte.MAX_VALUE;
        char c = Character.MIN_VALUE;
        short s = Short.MAX_VALUE;
        int i = Integer.MAX_VALUE;
        long l = Long.MAX_VALUE;
        float f = -0f;
        double d = -0.0;
        float g = Float.NEGATIVE_INFINITY;
        double h = Double.POSITIVE_INFINITY;
        await(p.step("a", 1));
        return result(List.of(b, c, s, i, l, f, d, g, h, await(p.step("b", false))));
    }

    @Case(55)
    @Async
    static Coroutine<List<Object>> notANumber(Probe p) {
        float f = ODD_NAN_F;
        double d = ODD_NAN_D;
        float g = await(p.step("f", ODD_NAN_F));
        double h = await(p.step("d", ODD_NAN_D));
        await(p.step("again", 1));
        return result(List.of(f, d, g, h));
    }

    @Async
    private static Coroutine<List<Object>> parameters(
            Probe p, boolean z, byte b, char c, short s, int i, long l, float f, double d, Object o, int[] a) {
        int x = await(p.step("a", 1));
        i += x;
        l += await(p.step("b", l));
        c++;
        return result(List.of(z, b, c, s, i, l, f, d, o, a, await(p.step("c", 3)), z, b, c, s, i, l, f, d, o));
    }

    @Case({55, 65})
    @Async
    static Coroutine<List<Object>> parametersOfAllKinds(Probe p) {
        return result(await(parameters(
                p, true, (byte) -1, 'x', (short) -2, -3, 1L << 62, ODD_NAN_F, ODD_NAN_D, "o", new int[] {1})));
    }

    @Async
    private Coroutine<List<Object>> wideLast(Probe p, int a, long b, double c) {
        await(p.step("a", 1));
        return result(List.of(a, b, c, hashCode(), await(p.step("b", c)), b, c));
    }

    @Override
    public int hashCode() {
        return 77;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Case(56)
    @Async
    Coroutine<List<Object>> wideParametersLast(Probe p) {
        return result(await(wideLast(p, 1, Long.MIN_VALUE, -1e300)));
    }

    @Case(56)
    @Async
    static Coroutine<String> wideNeighbours(Probe p) {
        long a = p.l("a", 1);
        double b = p.d("b", 2);
        long c = p.l("c", 3);
        await(p.step("1", 1));
        b = await(p.step("2", 20.0));
        c = a + await(p.step("3", 30L));
        a = 5;
        return result(a + "/" + b + "/" + c + await(p.step("4", "end")));
    }

    @Case(56)
    @Async
    static Coroutine<Long> wideBelow(Probe p) {
        long l = p.l("l", 7);
        return result(l + (long) (p.d("d", 2) * (l - await(p.step("a", 3L)) * p.f("f", 2f) + await(p.step("b", 1.0)))));
    }

    @Case({55, 70})
    @Async
    static Coroutine<Double> changedBetween(Probe p) {
        int i = 0;
        long l = 0;
        float f = 0;
        double d = 0;
        for (int n = 0; n < 4; n++) {
            i += await(p.step("i", n));
            l = l * 2 + i;
            if (n % 2 == 0) {
                f += await(p.step("f", 0.5f));
            } else {
                d += await(p.step("d", 0.25)) * l;
            }
        }
        return result(i + l + f + d);
    }

    @Case(55)
    @Async
    static Coroutine<Boolean> ofBoolean(Probe p) {
        boolean a = await(p.step("a", true));
        boolean b = !a;
        boolean c = a ^ await(p.step("b", b));
        return result(a & c | b);
    }

    @Case(55)
    @Async
    static Coroutine<Integer> manyLocals(Probe p) {
        int a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8, i = 9, j = 10;
        long k = 11, l = 12, m = 13;
        Object n = "n", o = "o", q = null;
        a = await(p.step("a", a + b));
        b = await(p.step("b", b + c));
        k = await(p.step("k", k + l));
        n = await(p.step("n", n + "" + o));
        return result(a + b + c + d + e + f + g + h + i + j + (int) (k + l + m) + n.hashCode() + (q == null ? 1 : 0));
    }
}
