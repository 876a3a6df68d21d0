package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;

/** Links in a database, which several tasks and several programs may add at the same time. */
class DatabaseLinks extends HastyLinks {

    DatabaseLinks(Database database) {
        super(database);
    }

    @Async
    @Override
    public Coroutine<String> add(String url) throws SQLException {
        try {
            return super.add(url);
        } catch (SQLIntegrityConstraintViolationException e) {
            return super.add(url); // somebody else has added it in between, so now it is found
        }
    }
}
