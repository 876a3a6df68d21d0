package example;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.AsyncCursor;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.Weft;

class Peeking {
    @Async
    static Coroutine<String> open(AsyncStream<String> lines) {
        var items = lines.open(); // WEFT015
        return Weft.result(Weft.await(items.next()) ? items.current() : "");
    }

    @Async
    static Coroutine<String> notIfItThrows(AsyncStream<String> lines) {
        var items = lines.open(); // WEFT015
        var first = Weft.await(items.next()) ? items.current() : "";
        Weft.await(items.closeAsync());
        return Weft.result(first);
    }

    @Async
    @Allow("WEFT015")
    static Coroutine<Boolean> allowed(AsyncStream<String> lines) {
        return lines.open().next();
    }

    @Async
    static Coroutine<String> closed(AsyncStream<String> lines) {
        try (var items = lines.open()) {
            return Weft.result(Weft.await(items.next()) ? items.current() : "");
        }
    }

    static AsyncCursor<String> passedOn(AsyncStream<String> lines) {
        return lines.open();
    }
}
