package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;

/** Labelled break and continue over awaits, code that is dead, loops entered in the middle. */
class Labels {
    @Case(27)
    @Async
    static Coroutine<String> breakOuter(Probe p) {
        String s = "";
        outer:
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                if (await(p.step("stop", i * j)) == 1) {
                    break outer;
                }
                s += i + "" + j + " ";
            }
            s += "|";
        }
        return result(s + await(p.step("end", "end")));
    }

    @Case(27)
    @Async
    static Coroutine<String> continueOuter(Probe p) {
        String s = "";
        outer:
        for (int i = 0; i < 3; i += await(p.step("update", 1))) {
            int j = 0;
            while (true) {
                if (j > i) {
                    s += "|";
                    continue outer;
                }
                s += await(p.step("cell", j++));
            }
        }
        return result(s);
    }

    @Case(27)
    @Async
    static Coroutine<Integer> labelledBlock(Probe p) {
        int x = 1;
        block:
        {
            x += await(p.step("a", 10));
            if (x > await(p.step("b", 5))) {
                break block;
            }
            x += await(p.step("never", 100));
        }
        return result(x + await(p.step("c", 1000)));
    }

    @Case({27, 41})
    @Async
    static Coroutine<String> outOfTryInLoops(Probe p) {
        var s = new StringBuilder();
        outer:
        for (int i = 0; i < 3; i++) {
            try {
                for (int j = 0; ; j++) {
                    try {
                        if (await(p.step("a", j)) == i) {
                            continue outer;
                        }
                        if (i == 2) {
                            break outer;
                        }
                    } finally {
                        s.append('i').append(await(p.step("inner", j)));
                    }
                }
            } finally {
                s.append('o').append(await(p.step("outer", i)));
            }
        }
        return result(s.toString());
    }

    @Case({27, 28})
    @Async
    static Coroutine<String> outOfSwitch(Probe p) {
        String s = "";
        loop:
        for (int i = 0; ; i++) {
            switch (await(p.step("a", i))) {
                case 0:
                    continue;
                case 1:
                    s += await(p.step("one", "1"));
                    continue loop;
                case 2:
                    break;
                default:
                    break loop;
            }
            s += await(p.step("two", "2"));
        }
        return result(s);
    }

    @Case(30)
    @Async
    static Coroutine<Integer> threeDeep(Probe p) {
        int n = 0;
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                for (int k = 0; k < 2; k++) {
                    n += await(p.step("in", 1)) << (i + j + k);
                }
                n ^= await(p.step("middle", 3));
            }
        }
        return result(n);
    }

    @Case({29, 31})
    @Async
    static Coroutine<Integer> deadBranches(Probe p) {
        final boolean never = false;
        if (never) {
            return result(await(p.step("never", 1)));
        }
        int x = await(p.step("a", 1));
        do {
            if (x < 5) {
                break;
            }
            x += await(p.step("rare", 1));
        } while (true);
        return result(x);
    }

    @Case({29, 31})
    @Async
    static Coroutine<Integer> alwaysThrows(Probe p) {
        if (await(p.step("a", true))) {
            throw fail(await(p.step("b", "message")));
        }
        return result(await(p.step("never", 1)));
    }

    static IllegalStateException fail(String message) {
        return new IllegalStateException(message);
    }

    @Case(29)
    @Async
    static Coroutine<String> awaitInOneBranch(Probe p) {
        String s = "s";
        for (int i = 0; i < 4; i++) {
            if (i % 2 == 0) {
                long only = await(p.step("even", 5L));
                s += only + await(p.step("more", only)) + only;
            } else {
                double other = i;
                s += other;
            }
            s += i;
        }
        return result(s);
    }

    @Case({30, 33})
    @Async
    static Coroutine<Integer> firstInstructionIsALoop(Probe p) {
        while (await(p.step("a", p.steps() < 4))) {
            if (await(p.step("b", p.steps() > 2))) {
                return result(p.steps());
            }
        }
        return result(-1);
    }

    @Case(32)
    @Async
    static Coroutine<Integer> ifWithoutElseAtTheEnd(Probe p) {
        int x = 0;
        if (await(p.step("a", true))) x = await(p.step("b", 2));
        return result(x);
    }
}
