package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import jakarta.enterprise.context.ApplicationScoped;

/** Methods around which Quarkus puts an interceptor: not only those that can be overridden. */
@ApplicationScoped
public class Stock {

    @Async
    @Counted
    Coroutine<Integer> open() {
        await(yieldNow());
        return result(1);
    }

    @Async
    @Counted
    final Coroutine<Integer> last() {
        await(yieldNow());
        return result(10);
    }

    @Async
    @Counted
    static Coroutine<Integer> common() {
        await(yieldNow());
        return result(100);
    }

    /** The second and the third await are fused. */
    @Async
    Coroutine<Integer> sum() {
        return result(await(open()) + await(last()) + await(common()));
    }

    /** Not fused, since the calls do not stand in the awaits. */
    @Async
    Coroutine<Integer> sumStepwise() {
        var open = open();
        var last = last();
        var common = common();
        return result(await(open) + await(last) + await(common));
    }
}
