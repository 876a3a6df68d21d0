package example;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import jakarta.transaction.Transactional;
import java.util.concurrent.CompletableFuture;

class Transfers {
    @Transactional
    @Async
    Coroutine<Void> cold() {
        Weft.await(Weft.yieldNow()); // WEFT021
        return Weft.done();
    }

    @Transactional
    @Async
    CompletableFuture<Void> hot() {
        Weft.await(Weft.yieldNow()); // WEFT021
        return CompletableFuture.completedFuture(null);
    }

    @Transactional
    void plain() {}

    @Transactional
    @Allow("WEFT021")
    @Async
    Coroutine<Void> allowed() {
        return Weft.done();
    }

    @Transactional
    static class All {
        @Async
        Coroutine<Void> inherited() {
            return Weft.done(); // WEFT021
        }

        void plain() {}
    }
}
