package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Task.Status;

/** A value that is made when it is wanted first. For the tasks of one loop. */
final class Lazy<T> {
    private final AsyncCallable<T> make;
    private Task<T> making;

    Lazy(AsyncCallable<T> make) {
        this.make = make;
    }

    @Async
    Coroutine<T> get() {
        if (making == null || making.isDone() && making.status() != Status.SUCCEEDED) {
            making = start(make);
        }
        return result(await(making));
    }
}
