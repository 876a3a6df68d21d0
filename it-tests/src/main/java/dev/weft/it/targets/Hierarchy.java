package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;
import dev.weft.it.targets.other.Elsewhere;
import java.lang.reflect.Proxy;

/** Methods of one name along a hierarchy over two packages: what overrides what, and what does not. */
class Hierarchy extends Elsewhere {
    @Async
    Coroutine<String> packagePrivate(Probe p) {
        return result("package of Hierarchy" + await(p.step("package of Hierarchy", inherited)));
    }

    @Async
    private Coroutine<String> hidden(Probe p) {
        return result("hidden of Hierarchy" + await(p.step("hidden of Hierarchy", 3)));
    }

    @Override
    @Async
    protected Coroutine<String> open(Probe p) {
        inherited++;
        return result("<" + await(super.open(p)) + await(p.step("open of Hierarchy", inherited)) + ">");
    }

    @Case({63, 76})
    @Async
    Coroutine<String> overTwoPackages(Probe p) {
        return result(await(all(p)) + "|" + await(packagePrivate(p)) + "|" + await(hidden(p)) + "|" + await(open(p)));
    }

    @Case(76)
    @Async
    Coroutine<Integer> inheritedMembers(Probe p) {
        inherited += await(ofClass(p, inherited));
        this.inherited *= await(p.step("factor", 3));
        super.inherited++;
        return result(inherited + await(Elsewhere.ofClass(p, 100)));
    }

    static class Same {
        @Async
        private Coroutine<String> same(Probe p) {
            return result("super" + await(p.step("super", 1)));
        }

        @Async
        Coroutine<String> callSame(Probe p) {
            return result(await(same(p)) + await(p.step("after", 2)));
        }
    }

    static final class Sub extends Same {
        @Async
        private Coroutine<String> same(Probe p) {
            return result("sub" + await(p.step("sub", 1)));
        }

        @Override
        @Async
        Coroutine<String> callSame(Probe p) {
            return result(await(same(p)) + await(super.callSame(p)) + await(same(p)));
        }
    }

    @Case({74, 76})
    @Async
    static Coroutine<String> privateMethodsOfOneName(Probe p) {
        return result(await(new Sub().callSame(p)) + await(new Same().callSame(p)));
    }

    interface Service {
        Coroutine<String> serve(Probe p, int x);

        @Async
        default Coroutine<String> twice(Probe p) {
            return result(await(serve(p, 1)) + await(serve(p, 2)));
        }
    }

    /** An override that nobody wove. */
    private static Service proxy() {
        return (Service) Proxy.newProxyInstance(
                Service.class.getClassLoader(), new Class<?>[] {Service.class}, (self, method, arguments) -> {
                    ((Probe) arguments[0]).log("proxy " + method.getName());
                    return result("proxied");
                });
    }

    @Case(87)
    @Async
    static Coroutine<String> proxies(Probe p) {
        Service service = await(p.step("service", proxy()));
        return result(await(service.serve(p, 1)) + await(service.twice(p)));
    }

    static class Plain {
        @Async
        Coroutine<String> call(Probe p) {
            return result("plain" + await(p.step("plain", 1)));
        }

        @Async
        Coroutine<String> callsCall(Probe p) {
            return result(await(call(p)) + await(this.call(p)));
        }
    }

    static final class Mocked extends Plain {
        @Override
        Coroutine<String> call(Probe p) {
            p.log("mocked");
            return result("mock");
        }
    }

    static final class Failing extends Plain {
        @Override
        Coroutine<String> call(Probe p) {
            throw new IllegalStateException("mock");
        }
    }

    @Case({38, 87})
    @Async
    static Coroutine<String> overridesThatAreNotWoven(Probe p) {
        Plain mock = p.z("mock", true) ? new Mocked() : new Plain();
        String s = await(mock.callsCall(p)) + await(p.step("between", "/")) + await(new Plain().callsCall(p));
        try {
            return result(s + await(new Failing().callsCall(p)));
        } catch (IllegalStateException e) {
            return result(s + e.getMessage() + await(p.step("caught", 1)));
        }
    }
}
