package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;

/** Variables that hold one type on one path and another on the other. */
class Merges {
    interface Named {
        String name();
    }

    abstract static class Base {
        int id() {
            return 1;
        }
    }

    static final class Left extends Base implements Named {
        @Override
        public String name() {
            return "left";
        }
    }

    static final class Right extends Base implements Named {
        @Override
        public String name() {
            return "right";
        }

        @Override
        int id() {
            return 2;
        }
    }

    @Case(61)
    @Async
    static Coroutine<String> commonSuperclass(Probe p) {
        Base b = p.z("c", true) ? new Left() : new Right();
        int x = await(p.step("a", 1));
        if (x > 0) {
            b = new Right();
        }
        await(p.step("b", 2));
        return result(b.id() + "" + b.getClass().getSimpleName());
    }

    @Case(61)
    @Async
    static Coroutine<String> commonInterface(Probe p) {
        Named n;
        if (await(p.step("a", false))) {
            n = new Left();
        } else {
            n = new Right();
        }
        String before = n.name();
        await(p.step("b", 1));
        return result(before + n.name());
    }

    @Case(61)
    @Async
    static Coroutine<String> inferredFromBoth(Probe p) {
        var both = p.z("c", false) ? new Left() : new Right();
        await(p.step("a", 1));
        return result(both.name() + both.id() + await(p.step("b", both)).name());
    }

    @Case(61)
    @Async
    static Coroutine<Integer> collections(Probe p) {
        Collection<Integer> c = p.z("c", true) ? new ArrayList<>() : new LinkedList<>();
        c.add(await(p.step("a", 1)));
        c = await(p.step("b", true)) ? Set.copyOf(c) : List.of();
        return result(c.size() + await(p.step("c", c)).iterator().next());
    }

    @Case(61)
    @Async
    static Coroutine<String> arrays(Probe p) {
        Object[] a = p.z("c", true) ? new String[] {"s"} : new Integer[] {1};
        await(p.step("a", 1));
        Object o = p.z("d", false) ? new int[] {1} : new long[] {2};
        await(p.step("b", 2));
        Serializable s = p.z("e", true) ? new int[][] {{1}} : new int[] {1};
        await(p.step("c", 3));
        return result(a[0] + o.getClass().getSimpleName() + s.getClass().getSimpleName());
    }

    @Case(61)
    @Async
    static Coroutine<Integer> arrayMergedInLoop(Probe p) {
        Object[] a = {1};
        for (int i = 0; i < 3; i++) {
            await(p.step("a", i));
            if (i == 0) {
                a = new String[] {"x", "y"};
            } else {
                a = new Object[][] {a, {}};
            }
        }
        return result(a.length + ((Object[]) a[0]).length);
    }

    @Case({60, 61})
    @Async
    static Coroutine<String> nullAndArray(Probe p) {
        int[] a = p.z("c", true) ? null : new int[0];
        String[][] b = p.z("d", true) ? new String[][] {{"x"}} : null;
        await(p.step("a", 1));
        return result((a == null) + b[0][0] + await(p.step("b", b)).length);
    }

    @Case(61)
    @Async
    static Coroutine<String> onTheStack(Probe p) {
        return result(text(
                p.z("c", true) ? "s" : 1,
                await(p.step("a", 1)),
                p.z("d", false) ? new Left() : new Right(),
                await(p.step("b", 2))));
    }

    static String text(Object a, int b, Named c, int d) {
        return a + "/" + b + "/" + c.name() + "/" + d;
    }

    static <T extends Base & Named> String bounded(T t) {
        return t.id() + t.name();
    }

    @Async
    static <T extends Base & Named> Coroutine<String> boundedAsync(Probe p, T t) {
        String s = t.name();
        T u = await(p.step("u", t));
        return result(s + u.id() + u.name() + await(p.step("v", bounded(t))));
    }

    @Case({61, 62, 78})
    @Async
    static Coroutine<String> bounds(Probe p) {
        return result(await(boundedAsync(p, new Left())) + await(boundedAsync(p, new Right())));
    }

    @Case(61)
    @Async
    static Coroutine<String> boxes(Probe p) {
        Comparable<?> c = p.z("c", true) ? (Comparable<?>) Integer.valueOf(1) : "s";
        await(p.step("a", 1));
        Number n = p.z("d", true) ? (Number) 1L : (Number) 2.0;
        return result(c + "" + n + await(p.step("b", n)));
    }
}
