package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Failure;
import dev.weft.it.Probe;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Every loop, awaiting in its header, its body and its update. */
class Loops {
    @Case(25)
    @Async
    static Coroutine<Long> everywhereInFor(Probe p) {
        long sum = 0;
        for (int i = await(p.step("init", 1)), n = await(p.step("n", 4));
                i < await(p.step("limit", n));
                i += await(p.step("by", 1))) {
            sum = sum * 10 + await(p.step("body", i));
        }
        return result(sum);
    }

    @Case({5, 25})
    @Async
    static Coroutine<Integer> whileCondition(Probe p) {
        int i = 0;
        while (await(p.step("more", i < 3)) && i < 10) {
            i++;
        }
        return result(i);
    }

    @Case({5, 25})
    @Async
    static Coroutine<Integer> doWhile(Probe p) {
        int i = 0;
        do {
            i += await(p.step("body", 2));
            if (i == 4) {
                continue;
            }
            p.log("odd " + i);
        } while (!await(p.step("enough", i >= 6)));
        return result(i);
    }

    @Case(25)
    @Async
    static Coroutine<String> overArray(Probe p) {
        String s = "";
        for (long l : new long[] {1, 1L << 40, -5}) {
            s += await(p.step("v", l)) + l;
        }
        for (String t : await(p.step("array", new String[] {"x", "y"}))) {
            s += t + await(p.step("t", t));
        }
        return result(s);
    }

    @Case(25)
    @Async
    static Coroutine<String> overIterable(Probe p) {
        var s = new StringBuilder();
        for (Integer i : await(p.step("list", List.of(3, 4, 5)))) {
            if (i == 4) {
                continue;
            }
            s.append(i).append(await(p.step("v", i + 1)));
        }
        return result(s.toString());
    }

    @Case(25)
    @Async
    static Coroutine<String> changedWhileIterating(Probe p) {
        List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
        for (int i : list) {
            list.add(await(p.step("v", i)));
        }
        return result("never");
    }

    @Case({26, 27})
    @Async
    static Coroutine<Integer> whileTrue(Probe p) {
        int i = 0;
        while (true) {
            i += await(p.step("a", 3));
            if (i > 7) {
                break;
            }
            if (await(p.step("b", i)) < 5) {
                continue;
            }
            i++;
        }
        return result(i);
    }

    @Case({26, 31})
    @Async
    static Coroutine<Integer> onlyReturns(Probe p) {
        for (int i = 0; ; ) {
            if (await(p.step("a", i++)) == 2) {
                return result(i);
            }
        }
    }

    @Case({26, 31})
    @Async
    static Coroutine<Void> noExit(Probe p) {
        for (int i = 0; ; i++) {
            if (await(p.step("a", i)) == 3) {
                throw new Failure("the only way out");
            }
        }
    }

    @Case({26, 31})
    @Async
    static Coroutine<Void> noExitButFailingAwait(Probe p) {
        Iterator<Integer> numbers = List.of(1, 2, 3).iterator();
        for (; ; ) {
            await(p.step("a", numbers.next()));
        }
    }

    @Case({25, 70})
    @Async
    static Coroutine<Integer> nested(Probe p) {
        int sum = 0;
        for (int i = 0; i < 3; i++) {
            int row = await(p.step("row", i));
            for (int j = 0; j < 2; j++) {
                sum += row * await(p.step("cell", j + 1));
            }
            long left = sum;
            while (left-- > 100) {
                sum += await(p.step("never", 1));
            }
        }
        return result(sum);
    }

    @Case(32)
    @Async
    static Coroutine<Void> endsWithLoop(Probe p) {
        int i = 3;
        while (i-- > 0) {
            await(p.step("a", i));
        }
        return done();
    }

    @Case({25, 53})
    @Async
    static Coroutine<String> retries(Probe p) {
        var failures = new ArrayList<String>();
        for (int attempt = 1; attempt <= 3; attempt++) {
            try {
                return result(await(p.step("try", attempt)) + await(p.step("again", "!")) + failures);
            } catch (Failure e) {
                failures.add(attempt + e.getMessage());
                p.log(e);
            }
        }
        return result("gave up " + failures);
    }

    @Case({25, 58})
    @Async
    static Coroutine<Double> loopVariablesOfAllKinds(Probe p) {
        double sum = 0;
        for (byte b = 0; b < 2; b++) {
            sum += await(p.step("byte", b));
        }
        for (char c = 'a'; c < 'c'; c++) {
            sum += await(p.step("char", c));
        }
        for (float f = 0; f < 1; f += 0.5f) {
            sum += await(p.step("float", f));
        }
        for (double d = 0; d < await(p.step("limit", 1.0)); d += 0.5) {
            sum += d;
        }
        return result(sum);
    }

    @Case({25, 66})
    @Async
    static Coroutine<List<Integer>> capturedPerIteration(Probe p) {
        List<java.util.function.Supplier<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int captured = await(p.step("a", i * i));
            all.add(() -> captured + 1);
        }
        List<Integer> values = new ArrayList<>();
        for (var each : all) {
            values.add(each.get() + await(p.step("b", 10)));
        }
        return result(values);
    }

    @Case({34, 95})
    @Async
    static Coroutine<Integer> manyIterations(Probe p) {
        int sum = 0;
        for (int i = 0; i < 500; i++) {
            sum += await(p.step("a", i));
        }
        return result(sum);
    }
}
