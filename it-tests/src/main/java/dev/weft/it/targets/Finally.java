package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Failure;
import dev.weft.it.Probe;

/** Awaits in finally, and every way to leave a try. */
@SuppressWarnings("finally")
class Finally {
    @Case({40, 48, 51})
    @Async
    static Coroutine<String> normal(Probe p) {
        String s = "s";
        try {
            s += await(p.step("try", 1));
        } finally {
            p.log(s);
            s += await(p.step("finally", 2));
            p.log("finally done");
        }
        return result(s + await(p.step("after", 3)));
    }

    @Case({40, 44})
    @Async
    static Coroutine<Integer> exceptional(Probe p) {
        try {
            await(p.step("try", 1));
            throw new Failure("from try");
        } finally {
            p.log(await(p.step("finally", 2)));
        }
    }

    @Case(40)
    @Async
    static Coroutine<Integer> onlyFinallyAwaits(Probe p) {
        int x = p.i("x", 1);
        try {
            x = p.i("try", 2);
        } finally {
            x += await(p.step("finally", 10));
        }
        return result(x);
    }

    @Case({40, 42})
    @Async
    static Coroutine<String> valueSurvivesFinally(Probe p) {
        int x = 1;
        try {
            x = await(p.step("try", 5));
            return result("value " + x);
        } finally {
            x = await(p.step("finally", 6));
            p.log("x is " + x);
        }
    }

    private static String both(long a, double b) {
        return a + "/" + b;
    }

    @Case({42, 58})
    @Async
    static Coroutine<String> widePrimitivesAcrossFinally(Probe p) {
        long l = p.l("l", Long.MAX_VALUE);
        double d = 0.25;
        try {
            l -= await(p.step("try", 1L));
            d += await(p.step("try2", 1.0));
            return result(both(l, d));
        } finally {
            l = await(p.step("finally", 3L));
            p.log(l + d);
        }
    }

    @Case(42)
    @Async
    static Coroutine<String> returnOverridesReturn(Probe p) {
        try {
            return result("try" + await(p.step("a", 1)));
        } finally {
            return result("finally" + await(p.step("b", 2))); // WEFT008
        }
    }

    @Case(42)
    @Async
    static Coroutine<String> returnOverridesException(Probe p) {
        try {
            await(p.step("a", 1));
            throw new Failure("lost");
        } finally {
            return result("finally" + await(p.step("b", 2))); // WEFT008
        }
    }

    @Case({40, 43})
    @Async
    static Coroutine<String> breakAndContinueThroughFinally(Probe p) {
        String s = "";
        for (int i = 0; i < 5; i++) {
            try {
                if (await(p.step("try", i)) == 1) {
                    continue;
                }
                if (i == 3) {
                    break;
                }
                s += "b" + i;
            } finally {
                s += "f" + await(p.step("finally", i));
            }
            s += "e";
        }
        return result(s);
    }

    @Case(43)
    @Async
    static Coroutine<String> breakOutOfFinally(Probe p) {
        int n = 0;
        while (true) {
            try {
                n += await(p.step("try", 1));
                throw new Failure("dropped");
            } finally {
                if (await(p.step("finally", n)) == 2) { // WEFT008
                    break;
                }
                continue;
            }
        }
        return result("out " + n);
    }

    @Case(44)
    @Async
    static Coroutine<String> finallyThrows(Probe p) {
        try {
            try {
                return result("lost" + await(p.step("a", 1)));
            } finally {
                await(p.step("b", 2));
                if (p.z("throw", true)) {
                    throw new IllegalStateException("from finally");
                }
            }
        } catch (IllegalStateException e) {
            return result(e.getMessage() + await(p.step("c", 3)));
        }
    }

    @Case({45, 58})
    @Async
    static Coroutine<String> catchAndFinally(Probe p) {
        String s = "";
        try {
            float f = await(p.step("try", 1.5f));
            s += f;
            throw new Failure("x");
        } catch (Failure e) {
            double d = await(p.step("catch", 2.5));
            s += d + e.getMessage();
        } finally {
            int i = await(p.step("finally", 3));
            s += i;
        }
        byte b = await(p.step("after", (byte) 4));
        return result(s + b);
    }

    @Case({41, 45})
    @Async
    static Coroutine<String> nestedFinallies(Probe p) {
        var s = new StringBuilder();
        try {
            try {
                try {
                    s.append(await(p.step("a", 1)));
                    return result(s.append("r").toString());
                } finally {
                    s.append(await(p.step("b", 2)));
                }
            } finally {
                s.append(await(p.step("c", 3)));
                p.log(s.toString());
            }
        } finally {
            s.append(await(p.step("d", 4)));
            p.log(s.toString());
        }
    }

    @Case({41, 48})
    @Async
    static Coroutine<String> tryInCatchAndFinally(Probe p) {
        String s = "";
        try {
            await(p.step("a", 1));
            throw new Failure("outer");
        } catch (Failure e) {
            try {
                s += await(p.step("b", 2));
                throw new Failure("inner of " + e.getMessage());
            } catch (Failure f) {
                s += f.getMessage() + await(p.step("c", 3)) + e.getMessage();
            }
        } finally {
            try {
                s += await(p.step("d", 4));
                throw new Failure("in finally");
            } catch (Failure g) {
                s += g.getMessage() + await(p.step("e", 5));
            } finally {
                s += await(p.step("f", 6));
            }
        }
        return result(s);
    }

    @Case({40, 51})
    @Async
    static Coroutine<Void> exactlyOnce(Probe p) {
        int[] times = {0};
        try {
            await(p.step("a", 1));
            await(p.step("b", 2));
        } finally {
            times[0]++;
            p.log("finally " + times[0]);
            await(p.step("c", 3));
            p.log("cleaned up " + times[0]);
        }
        return done();
    }

    @Case(45)
    @Async
    static Coroutine<Integer> primitivesOfAllKindsThroughFinally(Probe p) {
        boolean z = p.z("z", true);
        char c = 'c';
        float f = 1.5f;
        int total = 0;
        try {
            total += await(p.step("try", 1));
        } catch (Failure e) {
            total += z ? await(p.step("catch", 10)) : 0;
        } finally {
            total += z ? (int) (c * f) + await(p.step("finally", 100)) : 0;
        }
        return result(z && f > 1 ? total + c : 0);
    }

    @Case({40, 69, 73})
    @Async
    static Coroutine<Integer> variablesOfCopiedFinally(Probe p) {
        try {
            p.log("in try");
        } catch (IllegalStateException e) {
            p.log(e);
        } finally {
            for (int i = 0; i < 2; i++) {
                p.log(i);
            }
        }
        return result(await(p.step("a", 1)));
    }

    @Case({41, 43, 48})
    @Async
    static Coroutine<String> rangesWithHoles(Probe p) {
        String s = "";
        for (int i = 0; i < 3; i++) {
            try {
                if (i == 0) {
                    continue;
                }
                if (await(p.step("a", i)) == 2) {
                    return result(s + "r");
                }
                s += "n";
            } catch (Failure e) {
                s += "c";
                if (await(p.step("b", i)) == 1) {
                    return result(s);
                }
            } finally {
                p.log(s + await(p.step("c", i)));
            }
        }
        return result(s + "end");
    }
}
