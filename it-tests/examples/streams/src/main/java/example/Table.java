package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A table in a database that answers page by page, and has few connections. Instead of one there is a list here. */
class Table {
    static final int PAGE = 10;

    private final List<String> rows;
    int pagesAsked;
    int connectionsOpen;

    Table(int rows) {
        this.rows = IntStream.range(0, rows).mapToObj(i -> "row " + i).toList();
    }

    @Async
    Coroutine<Connection> connect() {
        await(sleep(Duration.ofMillis(1)));
        connectionsOpen++;
        return result(new Connection());
    }

    class Connection implements AsyncCloseable {
        /** The rows of a page, from this row on; none at the end. */
        @Async
        Coroutine<List<String>> page(int from) {
            await(sleep(Duration.ofMillis(1)));
            pagesAsked++;
            return result(rows.subList(Math.min(from, rows.size()), Math.min(from + PAGE, rows.size())));
        }

        @Override
        @Async
        public Coroutine<Void> closeAsync() {
            await(sleep(Duration.ofMillis(1)));
            connectionsOpen--;
            return done();
        }
    }
}
