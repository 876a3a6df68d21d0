package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;

/** Inner, local and anonymous classes with async methods; private members across the nest. */
class Inner {
    private int secret = 1;
    private static long shared;

    private int touch(int by) {
        return secret += by;
    }

    @Async
    private Coroutine<Integer> hidden(Probe p) {
        secret += await(p.step("hidden", 100));
        return result(secret);
    }

    private class Member {
        private int own = 7;

        @Async
        private Coroutine<Integer> use(Probe p) {
            secret += await(p.step("member", 10));
            own += touch(await(p.step("own", 1)));
            return result(own + Inner.this.secret + await(hidden(p)));
        }

        class Deeper {
            @Async
            Coroutine<String> use(Probe p) {
                own++;
                secret++;
                return result(own + "/" + secret + await(Member.this.use(p)) + await(p.step("deeper", own)));
            }
        }
    }

    @Case({81, 84})
    @Async
    Coroutine<Integer> member(Probe p) {
        var m = new Member();
        int x = await(m.use(p));
        m.own = await(p.step("set own", 50));
        return result(x + m.own + secret);
    }

    @Case(81)
    @Async
    Coroutine<String> deeper(Probe p) {
        return result(await(new Member().new Deeper().use(p)) + secret);
    }

    private static class Nested {
        @Async
        private static Coroutine<Long> use(Probe p, Inner inner) {
            shared = await(p.step("shared", 5L));
            shared += inner.secret;
            return result(shared + await(inner.hidden(p)));
        }
    }

    @Case(81)
    @Async
    Coroutine<Long> nested(Probe p) {
        return result(await(Nested.use(p, this)) + shared);
    }

    interface Op {
        Coroutine<String> run(Probe p, int x);
    }

    @Case({66, 82, 84})
    @Async
    Coroutine<String> anonymous(Probe p) {
        int captured = await(p.step("captured", 3));
        long wide = 1L << 40;
        Op op = new Op() {
            private int calls;

            @Override
            @Async
            public Coroutine<String> run(Probe p, int x) {
                calls++;
                secret += await(p.step("anonymous", captured));
                return result(calls + "/" + x + "/" + captured + "/" + wide + "/" + secret + await(hidden(p)));
            }
        };
        return result(await(op.run(p, 1)) + await(op.run(p, await(p.step("x", 2)))));
    }

    @Case({66, 84})
    @Async
    static Coroutine<String> anonymousInAnonymous(Probe p) {
        return result(await(
                new Op() {
                    @Override
                    @Async
                    public Coroutine<String> run(Probe q, int x) {
                        int y = await(q.step("outer", x));
                        Op inner = new Op() {
                            @Override
                            @Async
                            public Coroutine<String> run(Probe r, int z) {
                                return result(x + y + z + "/" + await(p.step("inner", z)));
                            }
                        };
                        return result(await(inner.run(q, await(q.step("between", 9)))) + y);
                    }
                }.run(p, 1)));
    }

    static class Shy {
        private Shy() {}

        private String text = "shy";

        @Async
        private Coroutine<String> tell(Probe p) {
            return result(text + await(p.step("shy", "!")));
        }
    }

    @Case(81)
    @Async
    static Coroutine<String> privateOfOthers(Probe p) {
        var shy = new Shy();
        shy.text += await(p.step("more", "er"));
        return result(await(shy.tell(p)) + shy.text + (shy.text = await(p.step("new", "new"))));
    }

    private static class PrivateType {
        final int value;

        PrivateType(int value) {
            this.value = value;
        }
    }

    @Case({63, 81})
    @Async
    static Coroutine<Integer> localsOfPrivateTypes(Probe p) {
        PrivateType a = new PrivateType(await(p.step("a", 1)));
        PrivateType[] all = {a, await(p.step("b", new PrivateType(2)))};
        int c = await(p.step("c", 3));
        return result(a.value + all[1].value + c + new PrivateType(await(p.step("d", 4))).value);
    }
}
