package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** {@code this}, captured variables, local classes, constants. */
class Locals {
    private int state = 1;

    @Case(65)
    @Async
    Coroutine<Integer> thisAfterAwait(Probe p) {
        int x = await(p.step("a", 10));
        state += x;
        return result(state + await(p.step("b", this.state)));
    }

    @Case(65)
    @Async
    Coroutine<Integer> thisNeverUsed(Probe p) {
        int x = await(p.step("a", 10));
        return result(x + await(p.step("b", 1)));
    }

    @Case(65)
    @Async
    Coroutine<Integer> thisUsedOnlyBefore(Probe p) {
        int x = state;
        x += await(p.step("a", 10));
        return result(x + await(p.step("b", 1)));
    }

    @Case(66)
    @Async
    static Coroutine<Integer> capturedHolder(Probe p) {
        int[] holder = {1};
        IntSupplier next = () -> holder[0]++;
        int a = next.getAsInt() + await(p.step("a", next.getAsInt()));
        holder[0] += await(p.step("b", 100));
        return result(a * 1000 + next.getAsInt());
    }

    @Case(66)
    @Async
    static Coroutine<String> effectivelyFinal(Probe p) {
        int before = p.i("before", 1);
        String awaited = await(p.step("a", "awaited"));
        long wide = 1L << 50;
        Supplier<String> text = () -> before + awaited + wide;
        await(p.step("b", 1));
        return result(text.get() + await(p.step("c", text)).get());
    }

    @Case(67)
    @Async
    static Coroutine<String> localTypes(Probe p) {
        record Point(int x, long y) {}
        enum Sign {
            PLUS,
            MINUS
        }
        interface Shout {
            String shout(Object o);
        }
        var point = new Point(await(p.step("x", 1)), await(p.step("y", 2L)));
        Shout shout = o -> o + "!";
        var sign = await(p.step("sign", Sign.MINUS));
        return result(shout.shout(point) + sign + await(p.step("end", point)).y() + sign.ordinal());
    }

    @Case({67, 84})
    @Async
    static Coroutine<String> localClassAwaits(Probe p) {
        String captured = await(p.step("captured", "c"));
        class Local {
            private final int field;

            Local(int field) {
                this.field = field;
            }

            @Async
            Coroutine<String> run(String argument) {
                int x = await(p.step("in local", field));
                return result(captured + argument + x + await(p.step("again", captured)));
            }
        }
        return result(await(new Local(await(p.step("field", 5))).run("/")) + await(new Local(6).run("-")));
    }

    @Case({69, 70})
    @Async
    static Coroutine<List<Object>> spilledHereNotThere(Probe p) {
        List<Object> all = new ArrayList<>();
        int a = await(p.step("a", 1));
        all.add(a);
        String b = await(p.step("b", "x"));
        for (int i = 0; i < 2; i++) {
            long c = await(p.step("c", 5L + i));
            all.add(b + c);
            if (i == 0) {
                int d = a + (int) c;
                all.add(await(p.step("d", d)) + d);
            }
            all.add(await(p.step("e", i)));
        }
        all.add(a);
        return result(all);
    }

    @Case(71)
    @Async
    static Coroutine<String> constants(Probe p) {
        final int folded = 5;
        final String text = "t" + folded;
        final long wide = 1L << folded;
        int x = folded + await(p.step("a", folded));
        return result(
                text + wide + x + await(p.step("b", text)) + folded + String.class + Locals.class.getSimpleName());
    }

    @Case(71)
    @Async
    static Coroutine<Boolean> classConstantBelow(Probe p) {
        return result(is(String.class, await(p.step("a", (Object) "s")), int[].class));
    }

    static boolean is(Class<?> type, Object o, Class<?> unused) {
        return type.isInstance(o) && unused.isArray();
    }

    @Case({65, 70})
    @Async
    static Coroutine<Long> fibonacci(Probe p) {
        long a = 0;
        long b = 1;
        for (int i = 0; i < 10; i++) {
            long next = a + await(p.step("b", b));
            a = b;
            b = next;
        }
        return result(a);
    }

    @Case({69, 73})
    @Async
    static Coroutine<Integer> shadowedNames(Probe p) {
        int sum = 0;
        for (int x = 0; x < 2; x++) {
            sum += await(p.step("first", x));
        }
        for (long x = 5; x < 7; x++) {
            sum += (int) x + await(p.step("second", 1));
        }
        String x = await(p.step("third", "xyz"));
        return result(sum + x.length());
    }
}
