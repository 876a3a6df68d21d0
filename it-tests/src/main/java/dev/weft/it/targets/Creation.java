package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;
import java.util.ArrayList;
import java.util.List;

/** Awaits among the arguments of constructors: an uninitialised object lies on the operand stack below them. */
class Creation {
    record Pair(Object a, Object b) {}

    record Wide(long a, Object b, double c) {}

    static final class Noted {
        final Object held;

        Noted(Probe p, Object held) {
            this.held = held;
            p.log("constructed");
            if (held == null) {
                throw new IllegalArgumentException("nothing held");
            }
        }

        @Override
        public String toString() {
            return "Noted " + held;
        }
    }

    @Case(13)
    @Async
    static Coroutine<Pair> firstArgument(Probe p) {
        return result(new Pair(await(p.step("a", 1)), p.i("b", 2)));
    }

    @Case(13)
    @Async
    static Coroutine<Pair> lastArgument(Probe p) {
        return result(new Pair(p.i("a", 1), await(p.step("b", 2))));
    }

    @Case({13, 56})
    @Async
    static Coroutine<Wide> wideArguments(Probe p) {
        return result(new Wide(p.l("a", 1), await(p.step("b", 2)), await(p.step("c", 3.0))));
    }

    @Case({13, 56})
    @Async
    static Coroutine<Wide> allArguments(Probe p) {
        return result(new Wide(await(p.step("a", 1L)), await(p.step("b", 2)), await(p.step("c", 3.0))));
    }

    @Case(13)
    @Async
    static Coroutine<Pair> nested(Probe p) {
        return result(new Pair(
                p.i("x", 0), new Pair(await(p.step("a", 1)), new Pair(p.i("y", 2), await(p.step("b", 3))))));
    }

    @Case({13, 14})
    @Async
    static Coroutine<Pair> twoOfOneClass(Probe p) {
        return result(new Pair(
                new Pair(await(p.step("a", 1)), await(p.step("b", 2))), new Pair(await(p.step("c", 3)), p.i("d", 4))));
    }

    @Case(13)
    @Async
    static Coroutine<String> belowOtherOperands(Probe p) {
        return result(
                p.i("x", 1) + "/" + p.l("y", 2) + new Pair(p.d("z", 3), await(p.step("a", 4))) + await(p.step("b", 5)));
    }

    @Case(13)
    @Async
    static Coroutine<String> constructorFails(Probe p) {
        try {
            return result("never " + new Noted(p, await(p.step("a", (Object) null))));
        } catch (IllegalArgumentException e) {
            return result(e.getMessage() + await(p.step("b", 1)));
        }
    }

    @Case(13)
    @Async
    static Coroutine<Integer> discarded(Probe p) {
        new Noted(p, await(p.step("a", 1)));
        return result(2);
    }

    @Case({4, 14})
    @Async
    static Coroutine<Pair> ternaryArgument(Probe p) {
        return result(
                new Pair(p.z("c", true) ? await(p.step("a", 1)) : p.i("b", 2), await(p.step("d", false)) ? 1 : "two"));
    }

    @Case({4, 14})
    @Async
    static Coroutine<Pair> ternaryOfCreations(Probe p) {
        return result(
                await(p.step("c", true)) ? new Pair(await(p.step("a", 1)), 2) : new Pair(3, await(p.step("b", 4))));
    }

    @Case({14, 25})
    @Async
    static Coroutine<List<Pair>> inLoop(Probe p) {
        List<Pair> all = new ArrayList<>(await(p.step("capacity", 4)));
        for (int i = 0; i < 3; i++) {
            all.add(new Pair(i, await(p.step("v" + i, new Pair(i, null)))));
        }
        return result(all);
    }

    @Case({14, 20})
    @Async
    static Coroutine<Pair> switchArgument(Probe p) {
        return result(new Pair(
                p.i("x", 1),
                switch (await(p.step("s", 2))) {
                    case 1 -> "one";
                    case 2 -> await(p.step("two", "2"));
                    default -> throw new IllegalStateException();
                }));
    }

    @Case({13, 14, 28})
    @Async
    static Coroutine<Pair> throwingArgument(Probe p) {
        try {
            return result(new Pair(
                    await(p.step("a", 1)),
                    switch (await(p.step("b", 2))) {
                        case 1 -> "one";
                        default -> throw new IllegalStateException("out of the arguments");
                    }));
        } catch (IllegalStateException e) {
            return result(new Pair(e.getMessage(), await(p.step("c", 3))));
        }
    }

    @Case(13)
    @Async
    static Coroutine<String> throwing(Probe p) {
        throw new IllegalStateException(
                await(p.step("a", "message")), new RuntimeException(await(p.step("b", "cause"))));
    }

    class Inner {
        final Object held;

        Inner(Object held) {
            this.held = held;
        }

        String text() {
            return Creation.this.name + held;
        }
    }

    private final String name = "outer";

    @Case(15)
    @Async
    Coroutine<String> innerClass(Probe p) {
        return result(new Inner(await(p.step("a", 1))).text() + this.new Inner(await(p.step("b", 2))).text());
    }

    @Case(15)
    @Async
    static Coroutine<String> innerOfAwaited(Probe p) {
        return result(await(p.step("outer", new Creation())).new Inner(await(p.step("a", 1))).text());
    }

    @Case(15)
    @Async
    static Coroutine<String> innerOfNull(Probe p) {
        Creation outer = await(p.step("outer", (Creation) null));
        return result(outer.new Inner(await(p.step("never", 1))).text());
    }

    @Case({15, 66, 84})
    @Async
    static Coroutine<String> anonymous(Probe p) {
        int captured = await(p.step("captured", 5));
        String text = "t";
        Object o = new Pair2(p.i("x", 1), await(p.step("argument", 2L))) {
            @Override
            public String toString() {
                return "anonymous " + a + b + captured + text;
            }
        };
        return result(await(p.step("end", "")) + o);
    }

    static class Pair2 {
        final int a;
        final long b;

        Pair2(int a, long b) {
            this.a = a;
            this.b = b;
        }
    }

    static class Loud {
        static int instances = note();

        Loud(Object o) {}

        static int note() {
            return 1;
        }
    }

    @Case(13)
    @Async
    static Coroutine<Boolean> classInitialisation(Probe p) {
        Object o = new Loud(await(p.step("a", 1)));
        return result(o instanceof Loud && Loud.instances == 1);
    }

    @Case({13, 24})
    @Async
    static Coroutine<String> builder(Probe p) {
        return result(new StringBuilder(await(p.step("a", "x")))
                .append(new StringBuilder(p.i("c", 16)).append(await(p.step("b", 'y'))))
                .toString());
    }

    @Case({13, 83})
    @Async
    static Coroutine<String> tenLevels(Probe p) {
        return result(new Pair(
                        1,
                        new Pair(
                                2,
                                new Pair(
                                        3,
                                        new Pair(
                                                4,
                                                new Pair(
                                                        5,
                                                        new Pair(
                                                                6,
                                                                new Pair(
                                                                        7,
                                                                        new Pair(
                                                                                await(p.step("a", 8)),
                                                                                new Pair(
                                                                                        await(p.step("b", 9)),
                                                                                        new Pair(
                                                                                                await(p.step("c", 10)),
                                                                                                null))))))))))
                .toString());
    }
}
