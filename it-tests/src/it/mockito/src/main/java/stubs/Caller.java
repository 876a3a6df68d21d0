package stubs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;

/** Awaits calls to methods of other classes, each directly: so as they would be fused within one class. */
public class Caller {

    @Async
    public Coroutine<Integer> ready(Store store, int n) {
        return result(await(store.ready(n)));
    }

    @Async
    public Coroutine<Integer> suspends(Store store, int n) {
        return result(await(store.suspends(n)));
    }

    @Async
    public Coroutine<Integer> hot(Store store, int n) {
        return result(await(store.hot(n)));
    }

    @Async
    public Coroutine<Integer> ready(FinalStore store, int n) {
        return result(await(store.ready(n)));
    }

    @Async
    public Coroutine<Integer> sumOfTwo(Source source) {
        return result(await(source.sumOfTwo()));
    }

    @Async
    public Coroutine<Integer> sum(Pair pair) {
        return result(await(pair.sum()));
    }

    @Async
    public Coroutine<Integer> statics(int n) {
        return result(await(Statics.ready(n)) + await(Statics.suspends(n)));
    }

    @Async
    public Coroutine<Integer> constructed(int n) {
        return result(await(new Store().ready(n)));
    }

    @Async
    public Coroutine<Integer> sumInLoop(Store store, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(store.ready(i));
        }
        return result(sum);
    }
}
