package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;

/** Ternaries, short-circuit operators and null checks. */
class Conditions {
    static String join(Object... all) {
        return java.util.Arrays.toString(all);
    }

    @Case(4)
    @Async
    static Coroutine<Integer> ternaryCondition(Probe p) {
        return result(await(p.step("a", true)) ? p.i("yes", 1) : p.i("no", 2));
    }

    @Case(4)
    @Async
    static Coroutine<Integer> ternaryArms(Probe p) {
        int x = p.z("c", true) ? await(p.step("yes", 1)) : await(p.step("no", 2));
        int y = p.z("d", false) ? await(p.step("yes2", 3)) : await(p.step("no2", 4));
        return result(x * 10 + y);
    }

    @Case(4)
    @Async
    static Coroutine<String> ternaryOverStack(Probe p) {
        return result(join(
                p.l("below", 9L),
                await(p.step("c", false)) ? await(p.step("a", 1)) : await(p.step("b", 2.5)),
                p.i("x", 1)));
    }

    @Case(4)
    @Async
    static Coroutine<Long> ternaryPrimitive(Probe p) {
        return result(
                p.l("below", 9L) + (await(p.step("c", true)) ? await(p.step("a", 1L)) : p.l("b", 2L)) - p.i("x", 1));
    }

    @Case(4)
    @Async
    static Coroutine<String> nestedTernary(Probe p) {
        return result(p.see("stack", "s")
                + (await(p.step("a", true))
                        ? await(p.step("b", false)) ? "x" : await(p.step("c", "y"))
                        : await(p.step("d", true)) ? await(p.step("e", "z")) : "w"));
    }

    @Case(5)
    @Async
    static Coroutine<Boolean> and(Probe p) {
        return result(await(p.step("a", true)) && await(p.step("b", false)) && await(p.step("c", true)));
    }

    @Case(5)
    @Async
    static Coroutine<Boolean> or(Probe p) {
        return result(
                await(p.step("a", false)) || p.z("b", false) || await(p.step("c", true)) || await(p.step("d", true)));
    }

    @Case(5)
    @Async
    static Coroutine<Boolean> mixed(Probe p) {
        return result(!(await(p.step("a", true)) && !await(p.step("b", false)))
                || !p.z("c", true) && await(p.step("d", true)));
    }

    @Case(5)
    @Async
    static Coroutine<String> inIf(Probe p) {
        String s = "";
        if (await(p.step("a", true)) && (p.z("b", false) || await(p.step("c", true)))) {
            s += "first";
        } else {
            s += "second";
        }
        if (!await(p.step("d", true)) || await(p.step("e", 3)) > 5) {
            s += "third";
        }
        return result(s);
    }

    @Case(5)
    @Async
    static Coroutine<String> asArguments(Probe p) {
        return result(join(
                p.i("x", 1),
                await(p.step("a", true)) && await(p.step("b", true)),
                p.l("y", 2),
                !await(p.step("c", true)) || await(p.step("d", false))));
    }

    @Case({5, 11})
    @Async
    static Coroutine<Integer> assignmentInCondition(Probe p) {
        int x;
        if ((x = await(p.step("a", 5))) > 3 && (x += await(p.step("b", 2))) != 0) {
            return result(x);
        }
        return result(-x);
    }

    @Case(19)
    @Async
    static Coroutine<String> nullChecks(Probe p) {
        String a = await(p.step("a", (String) null));
        String b = a == null ? p.see("default", "d") : await(p.step("never", a.trim()));
        String c = await(p.step("c", " c "));
        String d = c == null ? "never" : await(p.step("d", c.trim()));
        return result(b + d + (await(p.step("e", (Object) null)) != null ? "x" : "y"));
    }

    @Case({19, 60})
    @Async
    static Coroutine<String> nullOnStack(Probe p) {
        return result(join(
                null, await(p.step("a", (Object) null)), (String) null, p.z("c", true) ? null : await(p.step("b", 1))));
    }

    @Case({4, 17})
    @Async
    static Coroutine<Integer> unboxingTernary(Probe p) {
        Integer boxed = p.z("c", true) ? await(p.step("a", (Integer) null)) : Integer.valueOf(1);
        return result(boxed == null ? -1 : boxed);
    }

    @Case({4, 17})
    @Async
    static Coroutine<Integer> unboxingTernaryOfNull(Probe p) {
        int x = p.z("c", true) ? await(p.step("a", (Integer) null)) : p.i("never", 1);
        return result(x);
    }

    @Case({5, 23})
    @Async
    static Coroutine<String> bindingInCondition(Probe p) {
        Object o = await(p.step("a", (Object) "text"));
        if (o instanceof String s && await(p.step("b", s.length())) == 4 && !s.isEmpty()) {
            return result(s + await(p.step("c", "!")) + s);
        }
        return result("no");
    }
}
