package example;

import static dev.weft.Weft.awaitable;
import static dev.weft.Weft.shield;

import dev.weft.Coroutine;
import java.util.concurrent.CompletableFuture;

/** A result that comes from elsewhere, and for which several wait. */
final class Shared {
    private final CompletableFuture<String> address;

    Shared(CompletableFuture<String> address) {
        this.address = address;
    }

    Coroutine<String> address() {
        return shield(awaitable(address));
    }
}
