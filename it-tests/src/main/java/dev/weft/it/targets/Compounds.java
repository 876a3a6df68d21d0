package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;
import java.util.Arrays;

/** Compound assignment: the old value is read before the right-hand side is awaited. */
class Compounds {
    private int number = 1;
    private long wide = 1L << 33;
    private double real = 0.5;
    private String text = "t";
    private byte small = 100;
    private Integer boxed = 5;

    static int shared;
    static long sharedWide;

    Compounds see(Probe p, String label) {
        p.log(label);
        return this;
    }

    @Case(8)
    @Async
    static Coroutine<String> elements(Probe p) {
        int[] i = {1, 2};
        long[] l = {3, 4};
        double[] d = {5, 6};
        i[p.i("i", 1)] += await(p.step("a", 10));
        l[await(p.step("l", 0))] -= await(p.step("b", 20L));
        d[p.i("d", 1)] *= await(p.step("c", 1.5));
        return result(Arrays.toString(i) + Arrays.toString(l) + Arrays.toString(d));
    }

    @Case(8)
    @Async
    static Coroutine<String> smallElements(Probe p) {
        byte[] b = {100};
        char[] c = {'a'};
        short[] s = {Short.MAX_VALUE};
        float[] f = {1f};
        boolean[] z = {true};
        b[0] += await(p.step("b", 100));
        c[0] += await(p.step("c", 2));
        s[0]++;
        s[0] ^= await(p.step("s", 0x0ff0));
        f[0] /= await(p.step("f", 3.0));
        z[0] &= await(p.step("z", false));
        return result(b[0] + "/" + (int) c[0] + "/" + s[0] + "/" + f[0] + "/" + z[0]);
    }

    @Case(8)
    @Async
    static Coroutine<String> valueOfCompound(Probe p) {
        int[] a = {1, 2, 3};
        long[] l = {4};
        int x = a[await(p.step("i", 0))] += await(p.step("a", 4));
        long y = l[0] <<= await(p.step("b", 4));
        int z = a[1] = a[2] += await(p.step("c", 5));
        return result(x + "/" + y + "/" + z + Arrays.toString(a) + l[0]);
    }

    @Case({8, 11})
    @Async
    static Coroutine<String> oldValueIsReadFirst(Probe p) {
        int[] a = {1};
        int[] index = {0};
        a[index[0]++] += await(p.step("a", a[0] = 50));
        int x = 1;
        x += await(p.step("b", x = 70));
        return result(a[0] + "/" + index[0] + "/" + x);
    }

    @Case(10)
    @Async
    Coroutine<String> fields(Probe p) {
        this.number += await(p.step("a", 10));
        this.wide -= await(p.step("b", 5L));
        real *= await(p.step("c", 4));
        text += await(p.step("d", "u"));
        small += await(p.step("e", 100));
        boxed += await(p.step("f", 3));
        return result(number + "/" + wide + "/" + real + "/" + text + "/" + small + "/" + boxed);
    }

    @Case(10)
    @Async
    Coroutine<String> fieldsOfAnObject(Probe p) {
        see(p, "one").number += await(p.step("a", 10));
        see(p, "two").wide |= await(p.step("b", 7L));
        int x = see(p, "three").number *= await(p.step("c", 3));
        double y = see(p, "four").real += await(p.step("d", 1f));
        return result(number + "/" + wide + "/" + real + "/" + x + "/" + y);
    }

    @Case(10)
    @Async
    static Coroutine<String> fieldOfNull(Probe p) {
        Compounds nobody = await(p.step("null", (Compounds) null));
        nobody.number += await(p.step("never", 1));
        return result("never");
    }

    @Case(10)
    @Async
    static Coroutine<String> simpleFieldOfNull(Probe p) {
        Compounds nobody = p.see("null", (Compounds) null);
        nobody.wide = await(p.step("first", 1L));
        return result("never");
    }

    @Case(10)
    @Async
    static Coroutine<String> statics(Probe p) {
        shared = 1;
        sharedWide = 2;
        shared += await(p.step("a", 10));
        sharedWide *= await(p.step("b", 20L));
        int x = shared -= await(p.step("c", 3));
        long y = sharedWide++ + await(p.step("d", sharedWide));
        return result(shared + "/" + sharedWide + "/" + x + "/" + y);
    }

    @Case(11)
    @Async
    static Coroutine<String> locals(Probe p) {
        byte b = 1;
        char c = 'a';
        short s = 2;
        int i = 3;
        long l = 4;
        float f = 5;
        double d = 6;
        boolean z = true;
        b += await(p.step("b", 300));
        c -= await(p.step("c", 1));
        s <<= await(p.step("s", 3));
        i %= await(p.step("i", 2));
        l >>>= await(p.step("l", 1));
        f *= await(p.step("f", 2L));
        d -= await(p.step("d", 0.25f));
        z ^= await(p.step("z", true));
        return result(b + "/" + (int) c + "/" + s + "/" + i + "/" + l + "/" + f + "/" + d + "/" + z);
    }

    @Case({10, 11})
    @Async
    Coroutine<String> changedMeanwhile(Probe p) {
        Runnable change = () -> number = 1000;
        int before = number + await(p.step("a", act(change))) + number;
        number += await(p.step("b", act(() -> number = 5)));
        return result(before + "/" + number);
    }

    private static int act(Runnable change) {
        change.run();
        return 7;
    }

    @Case({8, 10})
    @Async
    Coroutine<String> chainedAssignments(Probe p) {
        int[] a = new int[2];
        long x;
        x = this.number = a[p.i("i", 1)] = await(p.step("a", 77));
        wide = x += a[0] = await(p.step("b", 3));
        return result(x + "/" + number + "/" + wide + Arrays.toString(a));
    }
}
