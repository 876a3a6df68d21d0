package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Failure;
import dev.weft.it.Probe;
import java.io.IOException;

/** Cleaning up after failures and cancellation, through several activations; checked exceptions. */
class Cleanup {
    @Async
    private static Coroutine<Integer> inner(Probe p, String name) {
        try {
            return result(await(p.step(name, 1)) + await(p.step(name + "2", 2)));
        } finally {
            p.log("inner finally " + name);
            p.log(await(p.step(name + " clean", "clean")));
        }
    }

    @Case({51, 99})
    @Async
    static Coroutine<String> twoLevels(Probe p) {
        try {
            int x = await(inner(p, "a"));
            return result("got " + x + await(inner(p, "b")));
        } catch (Failure | Bugs e) {
            return result("caught " + e.getMessage() + await(p.step("catch", 3)));
        } finally {
            p.log("outer finally");
            await(p.step("outer clean", 4));
        }
    }

    static final class Bugs extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Case({47, 51, 99})
    @Async
    static Coroutine<String> cancelSeenAndRethrown(Probe p) {
        try {
            await(inner(p, "a"));
            return result("fine" + await(p.step("b", 1)));
        } catch (CancelledError e) {
            p.log("seen: " + e.getMessage());
            p.log(await(p.step("clean", 2)));
            throw e;
        }
    }

    @Case({51, 99})
    @Async
    static Coroutine<String> cancelReplaced(Probe p) {
        try {
            return result("fine" + await(inner(p, "a")));
        } catch (CancelledError e) {
            throw new IllegalStateException("replaced", e);
        }
    }

    @Async
    private static Coroutine<String> read(Probe p, boolean fail) throws IOException {
        String s = await(p.step("read", "content"));
        if (fail) {
            throw new IOException("cannot read " + s);
        }
        return result(s);
    }

    @Case({44, 52})
    @Async
    static Coroutine<String> declaredException(Probe p) {
        try {
            String s = await(read(p, false));
            return result(s + await(read(p, true)));
        } catch (IOException e) {
            return result(e.getMessage() + await(p.step("caught", 1)));
        }
    }

    @Case(52)
    @Async
    static Coroutine<String> undeclaredException(Probe p) throws IOException {
        return result(await(read(p, true)));
    }

    @Case({40, 41, 51})
    @Async
    static Coroutine<Void> cleanUpInLoop(Probe p) {
        for (int i = 0; i < 2; i++) {
            try {
                for (int j = 0; j < 2; j++) {
                    await(inner(p, i + "" + j));
                }
            } catch (Failure e) {
                p.log(e);
                await(p.step("caught", i));
            } finally {
                await(p.step("finally", i));
            }
        }
        return done();
    }

    @Case({37, 52})
    @Async
    static Coroutine<String> checkedOverload(Probe p) {
        try {
            String s = await(p.step("a", "x"), IOException.class);
            return result(s + await(p.step("b", "y")));
        } catch (IOException e) {
            p.log(e);
            return result("io " + await(p.step("c", "z")));
        }
    }
}
