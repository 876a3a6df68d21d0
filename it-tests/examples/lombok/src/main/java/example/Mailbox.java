package example;

import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import java.io.IOException;

/** Where letters go, once it is open. */
interface Mailbox extends AsyncCloseable {

    Coroutine<Void> put(Letter letter) throws IOException;
}
