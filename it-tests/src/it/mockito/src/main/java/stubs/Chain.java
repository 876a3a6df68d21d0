package stubs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;

/** Nine classes, each of which awaits the next; the last one awaits a {@link Store}. */
public final class Chain {
    private Chain() {}

    public static Link of(Store store) {
        var last = new I(store);
        return new A(new B(new C(new D(new E(new F(new G(new H(last))))))));
    }

    public interface Link {
        Coroutine<Integer> ready(int n);
    }

    record A(B next) implements Link {
        @Async
        public Coroutine<Integer> ready(int n) {
            return result(await(next.ready(n)));
        }
    }

    record B(C next) {
        @Async
        Coroutine<Integer> ready(int n) {
            return result(await(next.ready(n)));
        }
    }

    record C(D next) {
        @Async
        Coroutine<Integer> ready(int n) {
            return result(await(next.ready(n)));
        }
    }

    record D(E next) {
        @Async
        Coroutine<Integer> ready(int n) {
            return result(await(next.ready(n)));
        }
    }

    record E(F next) {
        @Async
        Coroutine<Integer> ready(int n) {
            return result(await(next.ready(n)));
        }
    }

    record F(G next) {
        @Async
        Coroutine<Integer> ready(int n) {
            return result(await(next.ready(n)));
        }
    }

    record G(H next) {
        @Async
        Coroutine<Integer> ready(int n) {
            return result(await(next.ready(n)));
        }
    }

    record H(I next) {
        @Async
        Coroutine<Integer> ready(int n) {
            return result(await(next.ready(n)));
        }
    }

    record I(Store store) {
        @Async
        Coroutine<Integer> ready(int n) {
            return result(await(store.ready(n)) + await(Statics.ready(0)));
        }
    }
}
