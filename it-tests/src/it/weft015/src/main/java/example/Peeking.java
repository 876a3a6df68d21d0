package example;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.AsyncCursor;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.sync.AsyncLock;

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

    @Async
    static Coroutine<Integer> group() {
        var group = TaskGroup.open(); // WEFT015
        return Weft.result(Weft.await(group.start(Weft.result(1))));
    }

    @Async
    static Coroutine<Void> permit(AsyncLock lock) {
        var permit = Weft.await(lock.acquire()); // WEFT015
        Weft.await(Weft.yieldNow());
        permit.close();
        return Weft.done();
    }

    @Async
    static Coroutine<Void> closedPermit(AsyncLock lock) {
        try (var permit = Weft.await(lock.acquire())) {
            Weft.await(Weft.yieldNow());
        }
        return Weft.done();
    }

    static AsyncCursor<String> passedOn(AsyncStream<String> lines) {
        return lines.open();
    }
}
