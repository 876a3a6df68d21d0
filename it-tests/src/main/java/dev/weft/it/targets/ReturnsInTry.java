package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Failure;
import dev.weft.it.Probe;

/** Coroutines that are returned from inside a try, where they are awaited. Compilers must name local variables. */
class ReturnsInTry {
    record Resource(Probe p, String name) implements AutoCloseable {
        @Override
        public void close() {
            p.log("close " + name);
        }
    }

    interface Call<T> {
        Coroutine<T> call();
    }

    @Async
    private static Coroutine<String> fetch(Probe p, String s) {
        String got = await(p.step("fetch", s));
        p.log("fetched " + got);
        return result(got);
    }

    @Async
    private static Coroutine<String> failing(Probe p, String s) {
        throw new Failure(s + await(p.step("failing", s)));
    }

    @Case({40, 42, 93})
    @Async
    static Coroutine<String> beforeFinally(Probe p) {
        try {
            return fetch(p, "a");
        } finally {
            p.log("finally");
        }
    }

    @Case({37, 45, 93})
    @Async
    static Coroutine<String> catchAndFinally(Probe p) {
        try {
            return failing(p, "a");
        } catch (Failure e) {
            return fetch(p, e.getMessage());
        } finally {
            p.log("finally " + await(p.step("finally", 1)));
        }
    }

    @Case({37, 93})
    @Async
    static Coroutine<String> catchAlone(Probe p) {
        try {
            return failing(p, "a");
        } catch (Failure | IllegalStateException e) {
            return fetch(p, e.getMessage());
        }
    }

    @Case({50, 93})
    @Async
    static Coroutine<String> resources(Probe p) {
        try (var a = new Resource(p, "a");
                var b = new Resource(p, await(p.step("b", "b")))) {
            return fetch(p, a.name() + b.name());
        }
    }

    @Case({37, 50, 93})
    @Async
    static Coroutine<String> resourceWithCatch(Probe p) {
        try (var a = new Resource(p, "a")) {
            return p.z("fails", true) ? failing(p, a.name()) : fetch(p, a.name());
        } catch (Failure e) {
            p.log(e.getMessage());
            return fetch(p, "caught");
        } finally {
            p.log("finally");
        }
    }

    @Case({93, 41, 48})
    @Async
    static Coroutine<String> nested(Probe p) {
        try {
            try {
                try {
                    return failing(p, "a");
                } finally {
                    p.log("inner");
                    await(p.step("inner", 1));
                }
            } catch (Failure e) {
                try {
                    return fetch(p, "b");
                } finally {
                    p.log("of the catch");
                }
            }
        } finally {
            p.log("outer");
        }
    }

    @Case({93, 40})
    @Async
    static Coroutine<String> conditional(Probe p) {
        try {
            return await(p.step("which", false)) ? result("at once") : p.z("b", true) ? fetch(p, "b") : fetch(p, "c");
        } catch (IllegalStateException e) {
            return result("caught");
        } finally {
            p.log("finally");
        }
    }

    @Case({93, 43})
    @Async
    static Coroutine<String> switched(Probe p) {
        for (int i = 0; ; i++) {
            try {
                switch (await(p.step("i", i))) {
                    case 0:
                        continue;
                    case 1:
                        p.log("one");
                        break;
                    default:
                        return fetch(p, "default " + i);
                }
            } finally {
                p.log("finally " + i);
            }
        }
    }

    @Case({93, 42})
    @Async
    static Coroutine<String> monitor(Probe p) {
        Object lock = new Object();
        try {
            synchronized (lock) {
                p.log("inside");
                return fetch(p, "a");
            }
        } catch (Failure e) {
            return result("caught");
        } finally {
            p.log(Thread.holdsLock(lock));
        }
    }

    @Case({93, 42})
    @Async
    static Coroutine<String> monitorsAndResource(Probe p) {
        Object lock = new Object();
        try (var a = new Resource(p, "a")) {
            synchronized (lock) {
                synchronized (a) {
                    return fetch(p, a.name());
                }
            }
        }
    }

    @Case({93, 40})
    @Async
    static Coroutine<String> variable(Probe p) {
        try {
            Coroutine<String> later = fetch(p, "a");
            return later;
        } finally {
            p.log("finally");
        }
    }

    @Case({93, 37})
    @Async
    static Coroutine<String> assigned(Probe p) {
        Coroutine<String> kept = null;
        try {
            return kept = failing(p, "a");
        } catch (Failure e) {
            return result(e.getMessage());
        } finally {
            p.log("finally");
        }
    }

    @Case({93, 40})
    @Async
    static Coroutine<Void> nothing(Probe p) {
        try {
            if (p.z("at once", false)) {
                return done();
            }
            return log(p);
        } finally {
            p.log("finally");
        }
    }

    @Async
    private static Coroutine<Void> log(Probe p) {
        p.log(await(p.step("log", "n")));
        return done();
    }

    @Case({93, 37})
    @Async
    static Coroutine<String> inLambda(Probe p) {
        Call<String> call = () -> {
            await(p.step("lambda", 1));
            try {
                return failing(p, "a");
            } catch (Failure e) {
                return fetch(p, "caught");
            } finally {
                p.log("finally");
            }
        };
        return call.call();
    }

    @Case({93, 79})
    @Async
    static Coroutine<Integer> recursive(Probe p) {
        return down(p, 3);
    }

    @Async
    private static Coroutine<Integer> down(Probe p, int n) {
        try {
            return n == 0 ? result(0) : down(p, n - await(p.step("n", 1)));
        } finally {
            p.log("up " + n);
        }
    }

    @Case({93, 48})
    @Async
    static Coroutine<String> finallyWithTry(Probe p) {
        try {
            return fetch(p, "a");
        } finally {
            try {
                await(p.step("clean up", 1));
                throw new Failure("clean up");
            } catch (Failure e) {
                p.log(e.getMessage());
            }
        }
    }
}
