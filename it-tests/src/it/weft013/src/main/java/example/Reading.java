package example;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.util.function.Function;

class Reading {
    static final Function<AsyncStream<String>, Iterable<String>> REFERENCE = Weft::await; // WEFT013

    @Async
    static Coroutine<Iterable<String>> kept(AsyncStream<String> lines) {
        var all = Weft.await(lines); // WEFT013
        return Weft.result(all);
    }

    @Async
    static Coroutine<String> firstLong(AsyncStream<String> lines) {
        var found = "";
        var iterator = Weft.await(lines).iterator(); // WEFT013
        while (iterator.hasNext() && found.length() < 80) {
            found = iterator.next();
        }
        return Weft.result(found);
    }

    @Async
    static Coroutine<String> good(AsyncStream<String> lines) {
        for (var line : Weft.await(lines)) {
            if (line.length() >= 80) {
                return Weft.result(line);
            }
        }
        return Weft.result("");
    }
}
