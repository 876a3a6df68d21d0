package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import example.Users.User;
import java.io.IOException;

/** Gives users other names. */
class Renaming {
    private final Users users;

    Renaming(Users users) {
        this.users = users;
    }

    @Async
    Coroutine<User> rename(int id, String name) throws IOException {
        var old = await(users.find(id));
        var renamed = new User(old.id(), await(normalised(name)));
        await(users.save(renamed));
        return result(renamed);
    }

    @Async
    Coroutine<String> normalised(String name) {
        return result(name.strip());
    }
}
