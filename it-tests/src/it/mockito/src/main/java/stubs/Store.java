package stubs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.concurrent.CompletableFuture;

/** A class that can be extended. What it gives is the number that it was asked for, so whatever else comes is a mock's. */
public class Store {

    @Async
    public Coroutine<Integer> ready(int n) {
        return result(n);
    }

    @Async
    public Coroutine<Integer> suspends(int n) {
        await(yieldNow());
        int same = await(other(n));
        await(yieldNow());
        return result(same);
    }

    /** Awaited by a method of the same class, which can be overridden. */
    @Async
    public Coroutine<Integer> other(int n) {
        return result(n);
    }

    @Async
    public CompletableFuture<Integer> hot(int n) {
        return CompletableFuture.completedFuture(await(other(n)));
    }

    @Async
    public final Coroutine<Integer> last(int n) {
        return result(n);
    }

    @Async
    private Coroutine<Integer> own(int n) {
        return result(n);
    }

    /** Both awaits are fused, since none of the two methods can be overridden. */
    @Async
    public Coroutine<Integer> fused(int n) {
        return result(await(last(n)) + await(own(n)));
    }

    /** Not fused, since the calls do not stand in the awaits. */
    @Async
    public Coroutine<Integer> stepwise(int n) {
        var last = last(n);
        var own = own(n);
        return result(await(last) + await(own));
    }
}
