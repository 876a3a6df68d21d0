package example;

import dev.weft.Coroutine;
import java.io.IOException;

/** Where users are kept. */
interface Users {

    record User(int id, String name) {}

    Coroutine<User> find(int id) throws IOException;

    Coroutine<Void> save(User user) throws IOException;
}
