package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.ContextLocal;
import dev.weft.Coroutine;
import java.io.IOException;
import java.util.List;

/** Each request has an identifier that nobody hands around. */
final class Requests {
    private static final ContextLocal<String> REQUEST = ContextLocal.create("request");

    private final Site site;
    private final List<String> log;

    Requests(Site site, List<String> log) {
        this.site = site;
        this.log = log;
    }

    Coroutine<String> handle(String request) {
        return REQUEST.where(request, page());
    }

    @Async
    private Coroutine<String> page() {
        var parts = await(gather(part("head"), part("body")));
        return result(String.join(" ", parts));
    }

    @Async
    private Coroutine<String> part(String name) {
        try {
            return site.get(name);
        } catch (IOException e) {
            log.add(REQUEST.get() + ": no " + name);
            return result("?");
        }
    }
}
