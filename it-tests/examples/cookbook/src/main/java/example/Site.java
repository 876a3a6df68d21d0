package example;

import dev.weft.Coroutine;
import java.io.IOException;

/** What most of the recipes call: something that is far away, takes its time, and may fail. */
interface Site {
    Coroutine<String> get(String page) throws IOException;
}
