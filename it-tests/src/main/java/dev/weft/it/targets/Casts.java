package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Casts, boxing, discarded results, method references, assert. */
class Casts {
    private int base = 10;

    @Case(16)
    @Async
    static Coroutine<Integer> referenceOnAwaited(Probe p) {
        IntSupplier length = await(p.step("a", "four"))::length;
        Function<String, Integer> indexOf = await(p.step("b", "abcdef"))::indexOf;
        return result(length.getAsInt() + indexOf.apply(await(p.step("c", "d"))));
    }

    @Case(16)
    @Async
    static Coroutine<Integer> referenceOnNull(Probe p) {
        IntSupplier length = await(p.step("a", (String) null))::length;
        p.log("never");
        return result(length.getAsInt());
    }

    int plus(int x) {
        return base + x;
    }

    @Case({16, 65})
    @Async
    Coroutine<Integer> referenceOnThis(Probe p) {
        base = await(p.step("a", 20));
        Function<Integer, Integer> plus = this::plus;
        base += await(p.step("b", 5));
        return result(plus.apply(await(p.step("c", 7))));
    }

    @Case(17)
    @Async
    static Coroutine<String> casts(Probe p) {
        Object o = await(p.step("a", (Object) "text"));
        String s = (String) o;
        CharSequence c = (CharSequence) await(p.step("b", o));
        int i = (int) await(p.step("c", (Object) 5));
        long l = (Long) await(p.step("d", (Object) 6L));
        return result(s + c + i + l);
    }

    @Case(17)
    @Async
    static Coroutine<String> wrongCast(Probe p) {
        return result((String) await(p.step("a", (Object) 1)));
    }

    @Case(17)
    @Async
    @SuppressWarnings("unchecked")
    static Coroutine<String> heapPollution(Probe p) {
        Coroutine<String> lie = (Coroutine<String>) (Coroutine<?>) p.step("a", 1);
        String s = await(lie);
        return result(s);
    }

    @Case(17)
    @Async
    static Coroutine<Boolean> instances(Probe p) {
        return result(await(p.step("a", (Object) 1)) instanceof Integer
                && !(await(p.step("b", (Object) "x")) instanceof List)
                && !(await(p.step("c", (Object) null)) instanceof String));
    }

    @Case(17)
    @Async
    static Coroutine<Integer> nullUnboxed(Probe p) {
        int x = await(p.step("a", (Integer) null));
        return result(x);
    }

    @Case(17)
    @Async
    static Coroutine<Integer> nullUnboxedOverStack(Probe p) {
        return result(p.i("x", 1) + await(p.step("a", (Integer) null)) + p.i("never", 2));
    }

    @Case({17, 18})
    @Async
    static Coroutine<Void> discarded(Probe p) {
        await(p.step("a", 1));
        await(p.step("b", 2L));
        await(p.step("c", "three"));
        int ignored = await(p.step("d", 4));
        return done();
    }

    @Case(18)
    @Async
    static Coroutine<Void> ofVoid(Probe p) {
        await(nothing(p));
        Void v = await(nothing(p));
        return result(await(nothing(p)) == v ? null : v);
    }

    @Async
    private static Coroutine<Void> nothing(Probe p) {
        await(p.step("nothing", 0));
        return done();
    }

    @Case(23)
    @Async
    static Coroutine<String> assertions(Probe p) {
        assert await(p.step("a", true));
        assert p.z("b", true) && await(p.step("c", true)) : "message " + await(p.step("never", 1));
        try {
            assert await(p.step("d", false)) : p.see("message", "m") + await(p.step("e", 5));
            return result("off");
        } catch (AssertionError e) {
            return result("on " + e.getMessage() + await(p.step("f", 6)));
        }
    }

    @Case(23)
    @Async
    static Coroutine<String> patterns(Probe p) {
        Object o = await(p.step("a", (Object) 5));
        if (!(o instanceof Integer i)) {
            return result("no " + await(p.step("never", 1)));
        }
        int sum = i + await(p.step("b", 10)) + i;
        return result(sum > 0 && o instanceof Number n ? n + "/" + await(p.step("c", n.intValue())) + n : "x");
    }

    @Case(62)
    @Async
    static Coroutine<Object> intersections(Probe p) {
        var both = (Supplier<Integer> & java.io.Serializable) () -> 5;
        int x = await(p.step("a", both)).get() + both.get();
        Object serialisable = (Comparable<String> & CharSequence) await(p.step("b", "s"));
        return result(x + serialisable.toString() + (both instanceof java.io.Serializable));
    }

    @Case({17, 55})
    @Async
    static Coroutine<Object> boxes(Probe p) {
        Character c = await(p.step("c", 'x'));
        char d = await(p.step("d", 'y'));
        Boolean z = await(p.step("z", true));
        Long l = (long) await(p.step("i", 5));
        double r = await(p.step("f", 1.5f));
        Object o = await(p.step("b", (byte) 1));
        return result(List.of(c, d, z, l, r, o, (int) await(p.step("g", 'z')) + 1));
    }
}
