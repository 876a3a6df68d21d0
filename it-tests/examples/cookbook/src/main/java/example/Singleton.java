package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncLock;

/** One value for the tasks of all loops, made by the first one that asks. */
final class Singleton<T> {
    private final AsyncLock making = new AsyncLock();
    private final AsyncCallable<T> make;
    private volatile T value;

    Singleton(AsyncCallable<T> make) {
        this.make = make;
    }

    @Async
    Coroutine<T> get() throws Exception {
        if (value == null) {
            try (var held = await(making.acquire())) {
                if (value == null) {
                    value = await(make.call());
                }
            }
        }
        return result(value);
    }
}
