package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;
import java.util.Arrays;

/** Static, instance, private, final, overloaded, recursive, varargs methods; name clashes. */
class Methods {
    private final int base = 5;

    @Case(74)
    @Async
    Coroutine<Integer> instance(Probe p) {
        return result(base + await(p.step("a", 1)));
    }

    @Async
    private Coroutine<Integer> hidden(Probe p, int x) {
        return result(base * x + await(p.step("hidden", x)));
    }

    @Async
    final Coroutine<Integer> closed(Probe p, int x) {
        int y = await(hidden(p, x));
        return result(y + await(p.step("closed", y)));
    }

    @Async
    protected Coroutine<Integer> open(Probe p, int x) {
        return result(await(closed(p, x)) + x);
    }

    @Case(74)
    @Async
    Coroutine<Integer> everyAccess(Probe p) {
        return result(await(hidden(p, 2)) + await(closed(p, 3)) + await(this.open(p, 4)));
    }

    @Async
    static Coroutine<String> over(Probe p, int i) {
        return result("int" + await(p.step("int", i)));
    }

    @Async
    static Coroutine<String> over(Probe p, long l) {
        return result("long" + await(p.step("long", l)));
    }

    @Async
    static Coroutine<String> over(Probe p, Object o) {
        return result("object" + await(p.step("object", o)));
    }

    @Async
    static Coroutine<String> over(Probe p, int[] a) {
        return result("array" + await(p.step("array", a.length)));
    }

    @Case(74)
    @Async
    static Coroutine<String> overloads(Probe p) {
        return result(await(over(p, 1)) + await(over(p, 2L)) + await(over(p, "o")) + await(over(p, new int[3])));
    }

    static String over$async(Probe p) {
        return "dollar";
    }

    static String over$resume(Probe p) {
        return "dollar2";
    }

    static class over$Frame {}

    static class Methods$clash$Frame {}

    @Async
    static Coroutine<String> clash(Probe p) {
        return result(await(p.step("clash", "c"))
                + over$async(p)
                + over$resume(p)
                + new over$Frame().getClass().getSimpleName());
    }

    @Async
    static Coroutine<String> clash$(Probe p) {
        return result("$" + await(clash(p)) + await(p.step("clash$", "d"))
                + new Methods$clash$Frame().getClass().getSimpleName());
    }

    @Case(74)
    @Async
    static Coroutine<String> nameClashes(Probe p) {
        return result(await(clash$(p)) + await(clash(p)));
    }

    @Async
    static Coroutine<Integer> factorial(Probe p, int n) {
        return result(n <= 1 ? 1 : n * await(factorial(p, n - 1)) + await(p.step("f" + n, 0)));
    }

    @Case(79)
    @Async
    static Coroutine<Integer> recursion(Probe p) {
        return result(await(factorial(p, 5)));
    }

    @Async
    static Coroutine<Integer> fibonacci(Probe p, int n) {
        if (n < 2) {
            return result(await(p.step("leaf", n)));
        }
        return result(await(fibonacci(p, n - 1)) + await(fibonacci(p, n - 2)));
    }

    @Case(79)
    @Async
    static Coroutine<Integer> treeRecursion(Probe p) {
        return result(await(fibonacci(p, 5)));
    }

    @Async
    private static Coroutine<Boolean> even(Probe p, int n) {
        return result(n == 0 ? await(p.step("zero", true)) : !await(odd(p, n - 1)) ^ true);
    }

    @Async
    private static Coroutine<Boolean> odd(Probe p, int n) {
        boolean r = n != 0 && await(even(p, n - 1));
        return result(await(p.step("odd" + n, r)));
    }

    @Case(79)
    @Async
    static Coroutine<String> mutualRecursion(Probe p) {
        return result(await(even(p, 6)) + "/" + await(odd(p, 4)));
    }

    @Async
    static Coroutine<Integer> sum(Probe p, String label, int... numbers) {
        int sum = 0;
        for (int n : numbers) {
            sum += await(p.step(label, n));
        }
        return result(sum);
    }

    @SafeVarargs
    @Async
    static <T> Coroutine<String> joined(Probe p, T... parts) {
        String first =
                parts.length == 0 ? "none" : await(p.step("first", parts[0])).toString();
        return result(first + Arrays.toString(parts));
    }

    @Case(83)
    @Async
    static Coroutine<String> varargs(Probe p) {
        return result(await(sum(p, "none")) + "/" + await(sum(p, "some", 1, await(p.step("a", 2)), 3))
                + await(joined(p)) + await(joined(p, "x", await(p.step("b", "y")))));
    }

    @Async
    static Coroutine<Integer> noAwait(Probe p, int x) {
        p.log("no await " + x);
        return result(x + 1);
    }

    @Async
    static Coroutine<Void> empty() {
        return done();
    }

    @Case({33, 79})
    @Async
    static Coroutine<Integer> calleesWithoutAwait(Probe p) {
        await(empty());
        int x = await(noAwait(p, await(p.step("a", 1))));
        return result(await(noAwait(p, x)));
    }

    @Async
    static Coroutine<Integer> three(Probe p, int depth) {
        if (depth == 0) {
            return result(await(p.step("bottom", 1)) + await(p.step("bottom2", 2)));
        }
        int below = await(three(p, depth - 1));
        p.log("back at " + depth);
        return result(below + await(p.step("up" + depth, depth)));
    }

    @Case(79)
    @Async
    static Coroutine<Integer> suspendedOuterActivations(Probe p) {
        return result(await(three(p, 3)) * 100 + await(three(p, 1)));
    }

    @Case({79, 1})
    @Async
    static Coroutine<String> callsAsArguments(Probe p) {
        return result(Arguments.three(await(noAwait(p, 1)), await(three(p, 1)), await(noAwait(p, await(three(p, 0))))));
    }
}
