package example;

import static dev.weft.Weft.blocking;

import dev.weft.Coroutine;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Calls a library that keeps its thread for a while, on two threads of its own. */
final class Reports implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final UnaryOperator<String> library;

    Reports(UnaryOperator<String> library) {
        this.library = library;
    }

    Coroutine<String> report(String name) {
        return blocking(() -> library.apply(name), threads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
