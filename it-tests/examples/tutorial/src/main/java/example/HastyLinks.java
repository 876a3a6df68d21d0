package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.sql.SQLException;

/** Links in a database. There is a mistake in it, which the tests find. */
class HastyLinks implements Links {
    private final Database database;

    HastyLinks(Database database) {
        this.database = database;
    }

    @Async
    @Override
    public Coroutine<String> add(String url) throws SQLException {
        var known = await(idOf(url));
        return result(Long.toString(known != null ? known : await(insert(url)), 36));
    }

    private Coroutine<Long> idOf(String url) throws SQLException {
        return database.ask(connection -> {
            try (var select = connection.prepareStatement("SELECT id FROM link WHERE url = ?")) {
                select.setString(1, url);
                var rows = select.executeQuery();
                return rows.next() ? rows.getLong(1) : null;
            }
        });
    }

    private Coroutine<Long> insert(String url) throws SQLException {
        return database.ask(connection -> {
            try (var insert = connection.prepareStatement("INSERT INTO link (url) VALUES (?)", new String[] {"id"})) {
                insert.setString(1, url);
                insert.executeUpdate();
                var ids = insert.getGeneratedKeys();
                ids.next();
                return ids.getLong(1);
            }
        });
    }

    @Override
    public Coroutine<String> find(String code) throws SQLException {
        return database.ask(connection -> {
            try (var select = connection.prepareStatement("SELECT url FROM link WHERE id = ?")) {
                select.setLong(1, idOfCode(code));
                var rows = select.executeQuery();
                return rows.next() ? rows.getString(1) : null;
            }
        });
    }

    /** No link has the number 0. */
    private static long idOfCode(String code) {
        try {
            return Long.parseLong(code, 36);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
