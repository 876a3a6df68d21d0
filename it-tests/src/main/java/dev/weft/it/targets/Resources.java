package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Failure;
import dev.weft.it.Probe;

/** try-with-resources around awaits, with a close that fails. */
class Resources {
    record Resource(Probe p, String name, String failure) implements AutoCloseable {
        Resource {
            p.log("open " + name);
        }

        @Override
        public void close() {
            p.log("close " + name);
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Resource open(Probe p, String name) {
        return new Resource(p, name, null);
    }

    static Resource failing(Probe p, String name) {
        return new Resource(p, name, "closing " + name);
    }

    @Case(50)
    @Async
    static Coroutine<String> body(Probe p) {
        try (var r = open(p, "r")) {
            return result(r + await(p.step("a", "!")));
        }
    }

    @Case(50)
    @Async
    static Coroutine<String> initialiser(Probe p) {
        String s;
        try (var r = await(p.step("open", open(p, "r")))) {
            s = r + await(p.step("a", "!"));
        }
        return result(s + await(p.step("after", "?")));
    }

    @Case(50)
    @Async
    static Coroutine<String> several(Probe p) {
        try (var a = open(p, "a");
                var b = await(p.step("b", open(p, "b")));
                var c = new Resource(p, await(p.step("c", "c")), null)) {
            p.log(await(p.step("body", a + "" + b + c)));
        }
        return result(await(p.step("end", "end")));
    }

    @Case(50)
    @Async
    static Coroutine<String> closeFails(Probe p) {
        try (var r = failing(p, "r")) {
            return result(r + await(p.step("a", "lost")));
        }
    }

    @Case(50)
    @Async
    static Coroutine<String> closeFailsAfterBody(Probe p) {
        try (var r = failing(p, "r")) {
            await(p.step("a", 1));
            throw new Failure("primary in " + r);
        }
    }

    @Case({37, 50})
    @Async
    static Coroutine<String> suppressedIsSeen(Probe p) {
        try (var a = failing(p, "a");
                var b = failing(p, "b")) {
            await(p.step("1", a + "" + b));
            throw new Failure("primary");
        } catch (Failure e) {
            p.log(e);
            return result(e.getMessage() + e.getSuppressed().length + await(p.step("2", 2)));
        } finally {
            p.log(await(p.step("3", "finally")));
        }
    }

    @Case(50)
    @Async
    static Coroutine<String> nullResource(Probe p) {
        try (Resource r = await(p.step("null", (Resource) null))) {
            return result(r + await(p.step("a", "fine")));
        }
    }

    @Case(50)
    @Async
    static Coroutine<String> existingVariable(Probe p) {
        final var r = open(p, "r");
        try (r) {
            p.log(await(p.step("a", 1)));
        }
        return result("end " + r);
    }

    @Case({43, 50})
    @Async
    static Coroutine<String> inLoopWithJumps(Probe p) {
        String s = "";
        for (int i = 0; i < 4; i++) {
            try (var r = open(p, "r" + i)) {
                if (await(p.step("a", i)) == 1) {
                    continue;
                }
                if (i == 2) {
                    break;
                }
                s += r;
            }
        }
        return result(s);
    }

    @Case({41, 50})
    @Async
    static Coroutine<String> nested(Probe p) {
        try (var a = open(p, "a")) {
            try (var b = failing(p, "b")) {
                p.log(a + await(p.step("1", "1")) + b);
            } catch (IllegalStateException e) {
                p.log(e.getMessage() + await(p.step("2", 2)) + a);
            }
            return result(a + await(p.step("3", "3")));
        }
    }
}
