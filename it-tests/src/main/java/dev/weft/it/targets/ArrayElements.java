package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;
import java.util.Arrays;

/** Array access, assignment and initialisers; the order of their exceptions. */
class ArrayElements {
    static <T> T[] see(Probe p, String label, T[] array) {
        p.log(label);
        return array;
    }

    static int[] see(Probe p, String label, int[] array) {
        p.log(label);
        return array;
    }

    @Case(7)
    @Async
    static Coroutine<Integer> index(Probe p) {
        int[] a = {10, 20, 30};
        return result(a[await(p.step("i", 1))] + see(p, "array", a)[await(p.step("j", 2))]);
    }

    @Case(7)
    @Async
    static Coroutine<int[]> assign(Probe p) {
        int[] a = {10, 20, 30};
        see(p, "array", a)[p.i("index", 2)] = await(p.step("v", 99));
        a[await(p.step("k", 0))] = await(p.step("w", 98));
        return result(a);
    }

    @Case(7)
    @Async
    static Coroutine<Long> twoDimensional(Probe p) {
        long[][] a = {{1, 2}, {3, 4}};
        a[p.i("i", 1)][await(p.step("j", 0))] = p.l("v", 50);
        a[await(p.step("k", 0))][p.i("l", 1)] = await(p.step("w", 60L));
        return result(a[1][0] + a[0][1] + a[await(p.step("m", 1))][await(p.step("n", 1))]);
    }

    @Case(7)
    @Async
    static Coroutine<Object[]> everyKindOfElement(Probe p) {
        boolean[] z = new boolean[2];
        byte[] b = new byte[2];
        char[] c = new char[2];
        short[] s = new short[2];
        int[] i = new int[2];
        long[] l = new long[2];
        float[] f = new float[2];
        double[] d = new double[2];
        String[] o = new String[2];
        z[1] = await(p.step("z", true));
        b[1] = await(p.step("b", (byte) -1));
        c[1] = await(p.step("c", 'c'));
        s[1] = await(p.step("s", (short) -2));
        i[1] = await(p.step("i", 3));
        l[1] = await(p.step("l", 4L));
        f[1] = await(p.step("f", 5f));
        d[1] = await(p.step("d", 6.0));
        o[1] = await(p.step("o", "7"));
        return result(new Object[] {z, b, c, s, i, l, f, d, o});
    }

    @Case({7, 9})
    @Async
    static Coroutine<Integer> assignToNull(Probe p) {
        int[] a = see(p, "array", (int[]) null);
        a[p.i("i", 0)] = await(p.step("v", 1));
        return result(1);
    }

    @Case({7, 9})
    @Async
    static Coroutine<Integer> assignOutOfBounds(Probe p) {
        int[] a = {1};
        a[p.i("i", 1)] = await(p.step("v", 1));
        return result(1);
    }

    @Case({7, 9})
    @Async
    static Coroutine<String> assignWrongType(Probe p) {
        Object[] a = new String[1];
        a[0] = await(p.step("v", (Object) 1));
        return result("never");
    }

    @Case({8, 9})
    @Async
    static Coroutine<Integer> compoundOfNull(Probe p) {
        int[] a = await(p.step("array", (int[]) null));
        a[p.i("i", 0)] += await(p.step("never", 1));
        return result(1);
    }

    @Case({8, 9})
    @Async
    static Coroutine<Integer> compoundOutOfBounds(Probe p) {
        int[] a = {await(p.step("element", 1))};
        a[p.i("i", 1)] += await(p.step("never", 1));
        return result(1);
    }

    @Case(12)
    @Async
    static Coroutine<Object[]> initialisers(Probe p) {
        int[] i = {p.i("a", 1), await(p.step("b", 2)), p.i("c", 3)};
        long[] l = {await(p.step("d", 4L)), await(p.step("e", 5L))};
        boolean[] z = {true, await(p.step("f", true)), false};
        byte[] b = {1, await(p.step("g", (byte) 2))};
        double[] d = {p.d("h", 1.5), await(p.step("i", 2.5))};
        Object[] o = {"x", await(p.step("j", "y")), i};
        return result(new Object[] {i, l, z, b, d, o});
    }

    @Case(12)
    @Async
    static Coroutine<Object> nestedInitialisers(Probe p) {
        return result(new Object[][] {
            {p.i("a", 1), await(p.step("b", 2))},
            {},
            {await(p.step("c", "three")), new int[] {p.i("d", 4), await(p.step("e", 5))}}
        });
    }

    @Case(12)
    @Async
    static Coroutine<int[][]> dimensions(Probe p) {
        return result(new int[p.i("a", 2)][await(p.step("b", 3))]);
    }

    @Case(12)
    @Async
    static Coroutine<String> negativeDimension(Probe p) {
        int[][][] a = new int[await(p.step("a", 2))][p.i("b", 1)][await(p.step("c", -1))];
        return result(Arrays.toString(a));
    }

    @Case({7, 12})
    @Async
    static Coroutine<Integer> lengthAndClone(Probe p) {
        return result(await(p.step("a", new int[5])).length + new int[await(p.step("b", 7))].clone().length);
    }
}
