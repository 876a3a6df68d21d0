package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;

import dev.weft.Async;
import dev.weft.AsyncStream;

/** Server-sent events: an event is some lines and an empty one; its data are in the lines that say so. */
class ServerSentEvents {
    private ServerSentEvents() {}

    @Async
    static AsyncStream<String> of(AsyncStream<String> lines) {
        var data = new StringBuilder();
        for (var line : await(lines)) {
            if (line.isEmpty() && data.length() > 0) {
                emit(data.toString());
                data.setLength(0);
            } else if (line.startsWith("data:")) {
                data.append(data.length() == 0 ? "" : "\n").append(line.substring(5).strip());
            }
        }
        return end();
    }
}
