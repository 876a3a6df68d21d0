package dev.weft.it.harness;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;

/** Consumes a stream. */
public final class LastItem {
    private LastItem() {}

    /** Returns the coroutine of the stream's last item. */
    @Async
    public static Coroutine<Object> of(AsyncStream<?> stream) {
        Object last = null;
        for (Object item : await(stream)) {
            last = item;
        }
        return result(last);
    }
}
