package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;

/** Values that are ints to the verifier but booleans, bytes, chars or shorts to fields, arrays, calls and returns. */
class IntLike {
    boolean z;
    byte b;
    char c;
    short s;

    static String take(boolean z, byte b, char c, short s, int i) {
        return z + "/" + b + "/" + (int) c + "/" + s + "/" + i;
    }

    static boolean isOdd(int i) {
        return (i & 1) == 1;
    }

    @Case(57)
    @Async
    static Coroutine<String> oneConstantManyKinds(Probe p) {
        boolean z = true;
        byte b = 1;
        char c = 1;
        short s = 1;
        int i = 1;
        await(p.step("a", 1));
        return result(take(z, b, c, s, i) + await(p.step("b", "end")) + z + b + (int) c + s + i);
    }

    @Case(57)
    @Async
    static Coroutine<String> onTheStack(Probe p) {
        boolean z = p.z("z", true);
        return result(take(z, (byte) 1, 'c', (short) 2, await(p.step("a", 3)))
                + take(!z, (byte) -1, 'd', await(p.step("b", (short) 9)), 5));
    }

    @Case(57)
    @Async
    static Coroutine<String> merged(Probe p) {
        boolean z = p.z("c", true) ? isOdd(await(p.step("a", 3))) : false;
        byte b = z ? 1 : await(p.step("b", (byte) 2));
        char c = z ? 'x' : (char) b;
        short s = b;
        int i = z ? c : s;
        await(p.step("d", 1));
        return result(take(z, b, c, s, i));
    }

    @Case(57)
    @Async
    Coroutine<String> storedInFields(Probe p) {
        boolean truth = isOdd(1);
        byte small = (byte) 200;
        char letter = 'l';
        short between = (short) 40000;
        await(p.step("a", 1));
        z = truth;
        b = small;
        c = letter;
        s = between;
        this.z &= await(p.step("b", true));
        return result(take(z, b, c, s, 0));
    }

    @Case(57)
    @Async
    static Coroutine<Integer> storedInArrays(Probe p) {
        boolean[] flags = new boolean[2];
        byte[] bytes = {-1, -2};
        boolean flag = isOdd(3);
        byte small = bytes[1];
        await(p.step("a", 1));
        flags[0] = flag;
        bytes[0] = small;
        boolean loaded = flags[0];
        byte other = bytes[0];
        await(p.step("b", 2));
        flags[1] = loaded;
        bytes[1] = other;
        return result((flags[1] ? 100 : 0) + bytes[1] + await(p.step("c", bytes[0])));
    }

    @Case(57)
    @Async
    static Coroutine<Boolean> returned(Probe p) {
        boolean r = isOdd(await(p.step("a", 7)));
        for (int i = 0; i < 2; i++) {
            r = !r | await(p.step("b" + i, i == 1));
        }
        return result(r);
    }

    @Async
    private static Coroutine<Character> next(Probe p, char c, boolean up) {
        await(p.step("next", c));
        return result(up ? ++c : --c);
    }

    @Case(57)
    @Async
    static Coroutine<String> asParameters(Probe p) {
        char c = await(next(p, 'a', true));
        c = await(next(p, c, c == 'a'));
        return result("" + c + (int) await(next(p, Character.MAX_VALUE, true)));
    }

    @Case(57)
    @Async
    static Coroutine<String> booleanArithmetic(Probe p) {
        boolean a = true;
        boolean b = a & !isOdd(2);
        int n = b ? 1 : 0;
        boolean c = n == await(p.step("a", 1));
        boolean d;
        if (c) {
            d = a ^ b;
        } else {
            d = await(p.step("never", true));
        }
        await(p.step("b", 2));
        return result("" + a + b + c + d + n);
    }

    @Case({57, 71})
    @Async
    static Coroutine<Integer> increments(Probe p) {
        int i = 0;
        i += 100;
        i++;
        await(p.step("a", i));
        i += 30_000;
        i -= 5;
        byte b = 127;
        b++;
        short s = (short) i;
        s += 40_000;
        await(p.step("b", s));
        i--;
        return result(i + b + s);
    }

    @Case(57)
    @Async
    static Coroutine<Object> charOrInt(Probe p) {
        Object boxed = p.z("c", true) ? await(p.step("a", 'c')) : 0;
        Object other = p.z("d", false) ? 'x' : await(p.step("b", 5));
        return result(boxed.getClass().getSimpleName() + other.getClass().getSimpleName());
    }
}
