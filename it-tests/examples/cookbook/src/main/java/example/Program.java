package example;

import static dev.weft.Weft.run;

import dev.weft.EventLoop;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** Ordinary code that calls async code. */
final class Program {
    private final Site site;

    Program(Site site) {
        this.site = site;
    }

    /** On this thread, with a loop for this call. */
    String once() throws IOException {
        return run(() -> site.get("page"));
    }

    /** From another thread than that of the loop, which runs there. */
    String from(EventLoop loop) throws IOException, ExecutionException, InterruptedException {
        return loop.start(new Limits(site).weather()).get();
    }
}
