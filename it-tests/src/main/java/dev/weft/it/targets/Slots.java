package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Failure;
import dev.weft.it.Probe;

/** Slots used again with another type, variables assigned on one path only, null-typed variables. */
class Slots {
    @Case(58)
    @Async
    static Coroutine<String> disjointScopes(Probe p) {
        String s = "";
        {
            int a = await(p.step("int", 1));
            s += a;
        }
        {
            String a = await(p.step("string", "two"));
            s += a + await(p.step("more", a));
        }
        {
            long a = await(p.step("long", 3L));
            double b = await(p.step("double", 4.5));
            s += a + b;
        }
        {
            Object a = s;
            float b = await(p.step("float", 5f));
            int[] c = {await(p.step("element", 6))};
            s = a + "" + b + c[0];
        }
        return result(s);
    }

    @Case(58)
    @Async
    static Coroutine<String> scopesInLoop(Probe p) {
        String s = "";
        for (int i = 0; i < 3; i++) {
            if (i % 2 == 0) {
                String t = "t" + await(p.step("t", i));
                s += t + await(p.step("u", t)) + t;
            } else {
                long l = await(p.step("l", 7L));
                s += l * await(p.step("m", 2)) + l;
            }
        }
        return result(s);
    }

    @Case({58, 45})
    @Async
    static Coroutine<String> handlerSlots(Probe p) {
        String s = "";
        try {
            long a = await(p.step("a", 1L));
            double b = a;
            throw new Failure("f" + a + b);
        } catch (Failure e) {
            s += e.getMessage() + await(p.step("b", "c"));
        }
        int i = await(p.step("d", 5));
        byte j = (byte) i;
        return result(s + i + j + await(p.step("e", "e")) + j);
    }

    @Case(59)
    @Async
    static Coroutine<String> assignedOnOnePath(Probe p) {
        String s;
        int n;
        long unused;
        if (await(p.step("a", true))) {
            n = await(p.step("b", 5));
            s = "n" + n;
        } else {
            unused = await(p.step("never", 1L));
            s = "u" + unused;
        }
        await(p.step("c", 1));
        return result(s);
    }

    @Case(59)
    @Async
    static Coroutine<Integer> assignedAfterAwait(Probe p) {
        int x;
        Object o;
        await(p.step("a", 1));
        x = 5;
        o = "o";
        await(p.step("b", 2));
        return result(x + o.hashCode());
    }

    @Case({59, 70})
    @Async
    static Coroutine<String> assignedInLoop(Probe p) {
        String last;
        int count = 0;
        do {
            last = await(p.step("a", "v" + count));
            count++;
        } while (count < 3);
        double d;
        while (true) {
            if (count-- == 0) {
                d = await(p.step("b", 2.5));
                break;
            }
            await(p.step("c", count));
        }
        return result(last + count + d);
    }

    @Case(60)
    @Async
    static Coroutine<String> nullAcrossAwait(Probe p) {
        String s = null;
        int[] a = null;
        Object o = null;
        await(p.step("a", 1));
        if (await(p.step("b", true))) {
            s = "s";
            a = new int[] {await(p.step("c", 3))};
        }
        await(p.step("d", 4));
        return result(s + a.length + o);
    }

    @Case({60, 70})
    @Async
    static Coroutine<String> nullUntilSecondRound(Probe p) {
        String previous = null;
        StringBuilder all = null;
        for (int i = 0; i < 3; i++) {
            String now = await(p.step("a", "v" + i));
            if (previous != null) {
                all = all == null ? new StringBuilder(previous) : all.append(previous);
                all.append(await(p.step("b", now)));
            }
            previous = now;
        }
        return result(previous + all);
    }

    @Case(60)
    @Async
    static Coroutine<Integer> nullDereferenced(Probe p) {
        String s = null;
        await(p.step("a", 1));
        return result(s.length());
    }

    @Case(60)
    @Async
    static Coroutine<String> nullPassedOn(Probe p) {
        String s = null;
        Object o = null;
        String t = take(s, await(p.step("a", 1)), o);
        s = null;
        return result(t + take(s, await(p.step("b", 2)), null));
    }

    static String take(String s, int i, Object o) {
        return s + i + o;
    }

    @Case({58, 65})
    @Async
    static Coroutine<String> parameterReassigned(Probe p) {
        return result(await(reassigning(p, "a", 1, 2L)));
    }

    @Async
    private static Coroutine<String> reassigning(Probe p, Object o, int i, long l) {
        Probe q = p;
        o = await(q.step("a", o + "x"));
        p = null;
        i = await(q.step("b", i + 1));
        l += await(q.step("c", i));
        o = null;
        await(q.step("d", 0));
        return result(o + "/" + i + "/" + l + (p == null));
    }

    @Case({58, 68})
    @Async
    static Coroutine<Integer> deadBetween(Probe p) {
        byte[] big = new byte[100];
        int n = big.length + await(p.step("a", 1));
        big = null;
        n += await(p.step("b", 2));
        big = new byte[n];
        return result(big.length + await(p.step("c", 3)));
    }
}
