package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Answers after a while, or fails then. */
final class FakeSite implements Site {
    final List<String> asked = new ArrayList<>();
    final List<String> cancelled = new ArrayList<>();
    final Set<String> broken = new HashSet<>();
    int most;
    private final Duration takes;
    private int now;

    FakeSite(Duration takes) {
        this.takes = takes;
    }

    @Async
    @Override
    public Coroutine<String> get(String page) throws IOException {
        asked.add(page);
        most = Math.max(most, ++now);
        boolean ended = false;
        try {
            await(sleep(takes));
            ended = true;
        } finally {
            now--;
            if (!ended) {
                cancelled.add(page);
            }
        }
        if (broken.contains(page)) {
            throw new IOException("no " + page);
        }
        return result("<" + page + ">");
    }
}
