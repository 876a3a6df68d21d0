package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.result;
import static dev.weft.Weft.uncancellable;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncSemaphore;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcConnectionPool;

/** A database that is asked by JDBC, which blocks: so on other threads, by a few connections. */
class Database implements AsyncCloseable {
    private final JdbcConnectionPool pool;

    /** A permit for each connection. So tasks wait for one, and no thread does. */
    private final AsyncSemaphore free;

    interface Query<T> {
        T ask(Connection connection) throws SQLException;
    }

    private Database(JdbcConnectionPool pool, int connections) {
        this.pool = pool;
        this.free = new AsyncSemaphore(connections);
    }

    @Async
    static Coroutine<Database> open(String url, int connections) throws SQLException {
        var pool = JdbcConnectionPool.create(url, "", "");
        pool.setMaxConnections(connections);
        var database = new Database(pool, connections);
        await(database.ask(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute("CREATE TABLE IF NOT EXISTS link"
                        + " (id BIGINT AUTO_INCREMENT PRIMARY KEY, url VARCHAR(2000) NOT NULL UNIQUE)");
            }
        }));
        return result(database);
    }

    @Async
    <T> Coroutine<T> ask(Query<T> query) throws SQLException {
        try (var permit = await(free.acquire())) {
            var asked = blocking(() -> {
                try (var connection = pool.getConnection()) {
                    return query.ask(connection);
                }
            });
            // a cancellation would interrupt the thread and not wait for it: the next task would get its connection
            return result(await(uncancellable(asked), SQLException.class));
        }
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
        return blocking(() -> {
            pool.dispose();
            return null;
        });
    }
}
