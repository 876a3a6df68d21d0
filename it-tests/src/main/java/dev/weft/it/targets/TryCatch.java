package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.it.Bug;
import dev.weft.it.Case;
import dev.weft.it.Failure;
import dev.weft.it.Probe;
import java.io.IOException;

/** Awaits in try and in catch; which handler gets what; identity of what is rethrown. */
class TryCatch {
    @Case({37, 47})
    @Async
    static Coroutine<String> caught(Probe p) {
        String s = "before";
        try {
            s = await(p.step("a", "in"));
            s += await(p.step("b", "side"));
        } catch (Failure e) {
            s += e.getMessage();
        }
        return result(s + await(p.step("c", "after")));
    }

    static int fail(String message) {
        throw new Failure(message);
    }

    @Case({37, 38, 49})
    @Async
    static Coroutine<String> thrownAfterAwait(Probe p) {
        int kept = p.i("kept", 7);
        try {
            int x = await(p.step("a", 1));
            return result("never" + fail("after " + x) + await(p.step("never", 2)));
        } catch (Failure e) {
            return result(e.getMessage() + kept + await(p.step("b", kept)));
        }
    }

    @Case(38)
    @Async
    static Coroutine<String> calleeThrows(Probe p) {
        try {
            await(notEvenACoroutine(p));
            return result("never");
        } catch (Failure e) {
            return result(e.getMessage() + await(p.step("a", 1)));
        }
    }

    static Coroutine<Integer> notEvenACoroutine(Probe p) {
        throw new Failure("synchronously");
    }

    @Case(39)
    @Async
    static Coroutine<String> awaitInCatch(Probe p) {
        long wide = p.l("wide", 1L << 40);
        try {
            await(p.step("a", 1));
            fail("here");
        } catch (Failure e) {
            String s = await(p.step("b", "caught ")) + e.getMessage();
            p.log(e);
            return result(s + await(p.step("c", wide)) + e.getMessage() + wide);
        }
        return result("never");
    }

    @Case(39)
    @Async
    static Coroutine<Integer> unusedException(Probe p) {
        int x = 1;
        try {
            x = await(p.step("a", 2));
            fail("here");
        } catch (RuntimeException unused) {
            x += await(p.step("b", 10));
        }
        return result(x + await(p.step("c", 100)));
    }

    @Case(46)
    @Async
    static Coroutine<String> severalHandlers(Probe p) throws Exception {
        try {
            await(p.step("a", 1));
            if (await(p.step("b", true))) {
                throw new IOException("checked");
            }
            return result("never");
        } catch (Failure e) {
            return result("failure " + await(p.step("c", 2)) + e.getMessage());
        } catch (IOException e) {
            return result("io " + await(p.step("d", 3)) + e.getMessage());
        } catch (Bug e) {
            return result("bug " + await(p.step("e", 4)) + e.getMessage());
        }
    }

    @Case(46)
    @Async
    static Coroutine<String> multiCatch(Probe p) throws Exception {
        try {
            await(p.step("a", 1));
            if (p.z("throw", false)) {
                throw new IOException();
            }
            return result("fine " + await(p.step("b", 2)));
        } catch (Failure | IOException | Bug e) {
            p.log(e);
            return result("any " + await(p.step("c", 3)) + e.getMessage());
        }
    }

    @Case(47)
    @Async
    static Coroutine<String> catchThrowable(Probe p) {
        int n = 0;
        try {
            n = await(p.step("a", 1));
            n = await(p.step("b", 2));
        } catch (Throwable t) { // WEFT008
            p.log(t);
            return result(n + t.getMessage());
        }
        return result("fine" + n + await(p.step("c", 3)));
    }

    @Case({47, 100})
    @Async
    static Coroutine<String> catchExceptionLetsCancelThrough(Probe p) {
        try {
            return result("fine" + await(p.step("a", 1)));
        } catch (Exception e) {
            return result("caught " + e.getMessage());
        }
    }

    @Case({47, 100})
    @Async
    static Coroutine<String> cancelSwallowed(Probe p) {
        String s = "";
        try {
            s += await(p.step("a", 1));
            s += await(p.step("b", 2));
        } catch (CancelledError e) { // WEFT008
            s += e.getMessage();
        }
        return result(s + await(p.step("c", 3)));
    }

    @Case(44)
    @Async
    static Coroutine<String> rethrown(Probe p) {
        try {
            return result(await(p.step("a", "fine")));
        } catch (Throwable t) {
            p.log(t);
            throw t;
        }
    }

    @Case(44)
    @Async
    static Coroutine<String> rethrownAfterAwait(Probe p) {
        try {
            return result(await(p.step("a", "fine")));
        } catch (Failure e) {
            p.log(await(p.step("b", "clean up")));
            throw e;
        }
    }

    @Case(44)
    @Async
    static Coroutine<String> wrapped(Probe p) {
        try {
            try {
                return result(await(p.step("a", "fine")) + fail("inner"));
            } catch (Failure e) {
                throw new IllegalStateException(await(p.step("b", "outer")), e);
            }
        } catch (IllegalStateException e) {
            return result(e.getMessage() + e.getCause().getMessage() + await(p.step("c", 1)));
        }
    }

    @Case({47, 48})
    @Async
    static Coroutine<Integer> onlyTheAwaitIsCovered(Probe p) {
        int x = p.i("x", 5);
        try {
            await(p.step("a", 1));
        } catch (Failure e) {
            x = 6;
        }
        try {
            x = await(p.step("b", x));
        } catch (Bug e) {
            x = 7;
        }
        return result(x);
    }

    @Case({37, 49})
    @Async
    static Coroutine<String> stackBelowATry(Probe p) {
        return result(p.see("below", "b") + await(catching(p)) + p.see("above", "a"));
    }

    @Async
    static Coroutine<String> catching(Probe p) {
        try {
            return result(await(p.step("inner", "i")) + fail("x"));
        } catch (Failure e) {
            return result(e.getMessage());
        }
    }

    @Case({31, 47, 48})
    @Async
    static Coroutine<String> tryEndsWithConditionalReturn(Probe p) {
        try {
            p.log("in try");
            if (await(p.step("a", true))) return result("returned " + await(p.step("b", 1)));
        } catch (Failure e) {
            p.log(e);
        }
        return result("after " + await(p.step("c", 2)));
    }

    @Case({31, 47, 48})
    @Async
    static Coroutine<Object> tryEndsWithReturnOfAwaitedObject(Probe p) {
        try {
            if (await(p.step("a", true))) return result(await(p.step("b", (Object) "o")));
        } catch (Failure e) {
            p.log(e);
        }
        return result("after");
    }

    @Case(54)
    @Async
    static Coroutine<String> awaitOfNull(Probe p) {
        int x = await(p.step("a", 1));
        Coroutine<String> none = null;
        try {
            return result(await(none));
        } catch (NullPointerException e) {
            return result("null " + await(p.step("b", x)));
        }
    }

    @Case({44, 52})
    @Async
    static Coroutine<String> bigErrors(Probe p) {
        try {
            await(p.step("a", 1));
            throw new StackOverflowError("pretended");
        } catch (StackOverflowError e) {
            p.log(await(p.step("b", 2)));
            throw new OutOfMemoryError("pretended");
        }
    }

    @Case({37, 55})
    @Async
    static Coroutine<String> assignedBeforeFailure(Probe p) {
        int i = 1;
        long l = 2;
        String s = null;
        try {
            i = await(p.step("i", 10));
            l = await(p.step("l", 20L));
            s = await(p.step("s", "s"));
            i = l > 0 ? fail("end") : 0;
        } catch (Failure e) {
            p.log(i + "/" + l + "/" + s);
        }
        return result(i + await(p.step("after", "/")) + l + s);
    }
}
