package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;

/** The rows of a table as a stream: a page is asked for when its first row is. */
class Query {
    private final Table table;

    Query(Table table) {
        this.table = table;
    }

    @Async
    AsyncStream<String> rows() {
        try (var connection = await(table.connect())) {
            var page = await(connection.page(0));
            for (int from = Table.PAGE; !page.isEmpty(); from += Table.PAGE) {
                for (var row : page) {
                    emit(row);
                }
                page = await(connection.page(from));
            }
        }
        return end();
    }

    /** The first row with this text. Its connection is closed before the result is there. */
    @Async
    Coroutine<String> find(String text) {
        for (var row : await(rows())) {
            if (row.contains(text)) {
                return result(row);
            }
        }
        return result(null);
    }
}
