package example;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Weft;
import java.util.List;

class Lengths {
    @Async
    static AsyncStream<Long> lengths(List<String> lines) {
        for (var line : lines) {
            Weft.emit(line.length()); // WEFT014
        }
        return Weft.end();
    }

    @Async
    static AsyncStream<String> lines(List<String> lines) {
        Weft.emit(lines.toArray()); // WEFT014
        return Weft.end();
    }

    @Async
    static AsyncStream<? extends Number> good(List<String> lines, Object first) {
        Weft.emit(first);
        for (var line : lines) {
            Weft.emit(line.length());
        }
        return Weft.end();
    }
}
